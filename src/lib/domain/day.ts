const clock = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' });

/** The day in France, as an ISO date: what is written there after midnight is not of yesterday. */
export function dayInFrance(now: Date): string {
	return clock.format(now);
}
