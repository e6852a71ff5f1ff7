type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What gives a field back the state it has now; undefined while it holds what the page came with. */
function keep(field: Field): (() => void) | undefined {
	if (field instanceof HTMLSelectElement) {
		const { selectedIndex } = field;
		const first = Array.from(field.options).findIndex((option) => option.defaultSelected);
		if (selectedIndex === Math.max(0, first)) return undefined;
		return () => (field.selectedIndex = selectedIndex);
	}
	const { value, type } = field;
	if (type === 'file') return value === '' ? undefined : () => undefined;
	if (field instanceof HTMLInputElement && (type === 'checkbox' || type === 'radio')) {
		const { checked } = field;
		// A radio button that was left says nothing: the one chosen instead does.
		if (checked === field.defaultChecked || (type === 'radio' && !checked)) return undefined;
		return () => (field.checked = checked);
	}
	return value === field.defaultValue ? undefined : () => (field.value = value);
}

/**
 * Hydration writes into every field what the server wrote there, over what a visitor with a slow
 * line has typed, or a password manager filled in, before our script came; it closes what was
 * opened, too. Called before hydration, this reads the page; the function it answers, called after,
 * fills the fields again and lets their listeners know.
 *
 * After a reload or a step back the browser fills fields by itself: forms that send something keep
 * that, controls that follow the address do not.
 */
export function keepEarlyInput(): () => void {
	const [navigation] = performance.getEntriesByType('navigation');
	const fresh = (navigation as PerformanceNavigationTiming | undefined)?.type === 'navigate';
	const kept = Array.from(document.querySelectorAll<Field>('input, select, textarea'))
		.filter((field) => fresh || field.form?.method === 'post')
		.flatMap((field) => {
			const restore = keep(field);
			return restore ? [{ field, restore }] : [];
		});
	const disclosures = Array.from(document.querySelectorAll('details'), (details) => {
		const { open } = details;
		return () => (details.open = open);
	});
	return () => {
		for (const restore of disclosures) restore();
		for (const { field, restore } of kept) {
			restore();
			for (const type of ['input', 'change']) {
				field.dispatchEvent(new Event(type, { bubbles: true }));
			}
		}
	};
}
