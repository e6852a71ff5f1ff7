/** Links work without JavaScript; with it the list follows in place, unless another window is asked for. */
export function inPlace(event: MouseEvent, act: () => void): void {
	if (event.metaKey || event.ctrlKey || event.shiftKey) return;
	event.preventDefault();
	act();
}
