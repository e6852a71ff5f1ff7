const dayMilliseconds = 86_400_000;

const zero = 48;

/** Number that `count` digits of a text make; NaN when one is no digit. */
function digits(text: string, from: number, count: number): number {
	let number = 0;
	for (let at = from; at < from + count; at += 1) {
		const digit = text.charCodeAt(at) - zero;
		if (!(digit >= 0 && digit <= 9)) return Number.NaN;
		number = 10 * number + digit;
	}
	return number;
}

/** Days since 1970 of an ISO date; NaN for none or for another text. */
export function dayOf(date: string | null): number {
	if (date === null) return Number.NaN;
	const [year, month, day] = [digits(date, 0, 4), digits(date, 5, 2), digits(date, 8, 2)];
	return Date.UTC(year, month - 1, day) / dayMilliseconds;
}

/** ISO date of a day counted since 1970. */
export function dateOfDay(day: number): string {
	return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}
