/** What stands in the search box, shared by its field, which is there at once, and its suggestions, which come later. */
export class FindBox {
	text = $state.raw('');
	/** Whether the list of suggestions is shown. */
	expanded = $state.raw(false);
	/** Id of the suggestion that the arrows stand on. */
	active = $state.raw<string | null>(null);
	/** Text that a choice has put here: it is looked for again only once it is changed. */
	chosen = $state.raw('');
}
