const clock = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' });

/** The day in France, as an ISO date: what is written there after midnight is not of yesterday. */
export function dayInFrance(now: Date): string {
	return clock.format(now);
}

/** Whether a text is a day that exists, written AAAA-MM-JJ: 2026-02-30 would roll over to March, and is none. */
export function isDay(text: string): boolean {
	const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : null;
	return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
