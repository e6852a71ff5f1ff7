const laPoste = '356000000';

/** Sum of the digits, every second one from the right doubled. */
function luhn(digits: string): number {
	return Array.from(digits)
		.reverse()
		.reduce((sum, digit, rank) => {
			const doubled = Number(digit) * (rank % 2 === 1 ? 2 : 1);
			return sum + (doubled > 9 ? doubled - 9 : doubled);
		}, 0);
}

/** What was typed without its spaces, dots and dashes. */
export function compactSiret(typed: string): string {
	return typed.replace(/[\s\u00a0\u202f.-]/g, '');
}

/**
 * True for fourteen digits with the right checksum. The establishments of La Poste are too many for
 * Luhn's rule: the sum of their digits is a multiple of five (INSEE).
 */
export function isSiret(text: string): boolean {
	if (!/^\d{14}$/.test(text) || /^0+$/.test(text)) return false;
	if (luhn(text) % 10 === 0) return true;
	const plainSum = Array.from(text).reduce((sum, digit) => sum + Number(digit), 0);
	return text.startsWith(laPoste) && plainSum % 5 === 0;
}
