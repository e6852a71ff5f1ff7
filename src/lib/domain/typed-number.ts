import type { Language } from './language.ts';

/**
 * A number as people type it: with a comma or a point, spaces between thousands, a sign, an exponent.
 * @returns null for what is none, an empty text among others
 */
export function typedNumber(text: string): number | null {
	const plain = text.replace(/\s/g, '').replace(',', '.');
	const value = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
	return Number.isFinite(value) ? value : null;
}

/** A number as a field shows it: to its last digit, with the decimal sign of the language and no other. */
export function numberToType(value: number, language: Language): string {
	const decimalSign = (0.5).toLocaleString(language).charAt(1);
	return String(value).replace('.', decimalSign);
}
