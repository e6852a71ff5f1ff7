/** Calendar days as ISO dates (AAAA-MM-JJ), without hours. */
export function addDays(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** The same day so many months later; the last of the month where that month is shorter. */
export function addMonths(day: string, months: number): string {
	const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
	const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	const date = new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, lastOfMonth)));
	return date.toISOString().slice(0, 10);
}

export function addYears(day: string, years: number): string {
	return addMonths(day, 12 * years);
}

export function firstOfYear(year: number): string {
	return `${year}-01-01`;
}
