/** Values of a select that stand under one heading. */
export interface OptionGroup {
	label: string;
	options: readonly { value: string; label: string }[];
}

export interface NamedPlace {
	id: string;
	name: string;
}

/** Places of a kind as the options of a select: the value is `kind:id`, as addresses write a place. */
export function placeGroup(
	kind: 'epci' | 'commune' | 'site',
	label: string,
	places: readonly NamedPlace[]
): OptionGroup {
	return {
		label,
		options: places.map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }))
	};
}
