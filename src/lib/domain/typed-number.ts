/**
 * A number as people type it: with a comma or a point, spaces between thousands, a sign, an exponent.
 * @returns null for what is none, an empty text among others
 */
export function typedNumber(text: string): number | null {
	const plain = text.replace(/\s/g, '').replace(',', '.');
	const value = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
	return Number.isFinite(value) ? value : null;
}
