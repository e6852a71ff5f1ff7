/** What a key asks of a drawing; null for one that asks nothing of it, or is typed into a field. */
export function outlineKey(
	event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'target'>
): 'leave' | 'undo' | 'redo' | null {
	if (event.target instanceof Element && event.target.closest('input, textarea, select'))
		return null;
	if (event.key === 'Escape') return 'leave';
	if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return null;
	return event.shiftKey ? 'redo' : 'undo';
}
