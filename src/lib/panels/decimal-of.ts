/** A number as people type it, with a comma or a point, and spaces between thousands; not a number for anything else. */
export function decimalOf(text: string): number {
	const plain = text.replace(/[\s\u00A0\u202F]/g, '').replace(',', '.');
	return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}
