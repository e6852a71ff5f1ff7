/** What the keys of a combobox do; https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export interface ComboboxActions {
	isOpen: () => boolean;
	open: () => void;
	close: () => void;
	clear: () => void;
	move: (step: 1 | -1) => void;
	choose: () => void;
}

/** Listens to the keys of a field until `signal` ends it. */
export function onComboboxKeys(
	input: HTMLInputElement,
	signal: AbortSignal,
	actions: ComboboxActions
): void {
	const acts: Readonly<Record<string, () => void>> = {
		ArrowDown: () => step(1),
		ArrowUp: () => step(-1),
		Enter: actions.choose,
		Escape: () => {
			if (actions.isOpen()) actions.close();
			else actions.clear();
		}
	};
	function step(by: 1 | -1) {
		actions.open();
		actions.move(by);
	}
	const listen = (event: KeyboardEvent) => {
		const act = acts[event.key];
		if (act === undefined || event.isComposing || event.altKey || event.ctrlKey || event.metaKey)
			return;
		event.preventDefault();
		// What is open elsewhere stays open.
		event.stopPropagation();
		act();
	};
	input.addEventListener('keydown', listen, { signal });
}
