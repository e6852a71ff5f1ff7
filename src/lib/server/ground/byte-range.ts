/** A part of a file, both ends included. */
export interface ByteRange {
	from: number;
	to: number;
}

/**
 * The one part that a `Range` header asks of a file of `size` bytes (RFC 9110, 14.2); null where it asks for the whole,
 * for several parts or for what is no range of bytes; `outside` where it begins after the end.
 */
export function byteRange(header: string | null, size: number): ByteRange | null | 'outside' {
	const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
	if (!asked) return null;
	const [first = '', last = ''] = asked.slice(1);
	if (first === '' && last === '') return null;
	const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
	const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
	if (from >= size || (first === '' && last === '0')) return 'outside';
	return from <= to ? { from, to } : null;
}
