import { dayInFrance } from '#lib/domain/day.ts';
import { appBackend } from '../app-backend.ts';
import { timesKept } from './figures-kept.ts';

/**
 * Marks an answer that every anonymous visitor gets, and names the version of the records that it was made of.
 * What stands in front of the app keeps such answers and takes the header off.
 */
export const sameForAllHeader = 'x-forgeterre-same-for-all';

let minute = { at: -1, day: '' };

/** Pages count days: what was made yesterday is no answer today. */
function today(): string {
	const now = Math.floor(Date.now() / 60_000);
	if (minute.at !== now) minute = { at: now, day: dayInFrance(new Date()) };
	return minute.day;
}

/** What an answer depends on besides its address; null while nothing has been read. */
export function recordsVersion(): string | null {
	const { configuration, readings } = appBackend();
	readings.touch();
	const { served } = readings;
	return served && `${served.etag} ${today()} ${String(timesKept(configuration.id))}`;
}
