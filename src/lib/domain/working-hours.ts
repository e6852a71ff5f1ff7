/**
 * Working hours, as a delay of answer counts them: the 24 hours of every day from Monday to Friday that is not a
 * French public holiday, on the clock of Paris. 48 working hours are two full working days.
 */

const timeZone = 'Europe/Paris';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const parisClock = new Intl.DateTimeFormat('en-GB', {
	timeZone,
	hourCycle: 'h23',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit'
});

/** What the clock shows in Paris, as if it were UTC, in milliseconds: there every day has 24 hours. */
function toParis(instant: number): number {
	const part = Object.fromEntries(
		parisClock.formatToParts(instant).map(({ type, value }) => [type, Number(value)])
	) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
	return (
		Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) +
		(((instant % 1000) + 1000) % 1000)
	);
}

/** The instant when the clock in Paris shows this; the clock changes on Sundays, where no working hour ends. */
function fromParis(shown: number): number {
	const guess = shown - (toParis(shown) - shown);
	return guess - (toParis(guess) - shown);
}

/** Easter Sunday of a year of the Gregorian calendar, in UTC milliseconds (anonymous Gregorian computus). */
export function easterSunday(year: number): number {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const d = Math.floor((8 * b + 13) / 25);
	const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
	const i = Math.floor((a + 11 * h) / 319);
	const j = (2 * (b % 4) + 2 * Math.floor(c / 4) - (c % 4) - h + i + 32) % 7;
	const month = Math.floor((h - i + j + 90) / 25);
	return Date.UTC(year, month - 1, (h - i + j + month + 19) % 32);
}

/** Public holidays of a year (Code du travail, L. 3133-1), as AAAA-MM-JJ in their order. */
export function publicHolidays(year: number): string[] {
	const easter = easterSunday(year);
	const after = (days: number) => new Date(easter + days * dayMs).toISOString().slice(0, 10);
	const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
	// Easter Monday, Ascension, Whit Monday.
	return [...fixed.map((day) => `${year}-${day}`), after(1), after(39), after(50)].sort();
}

function isWorking(shownDay: number): boolean {
	const day = new Date(shownDay);
	const weekday = day.getUTCDay();
	if (weekday === 0 || weekday === 6) return false;
	return !publicHolidays(day.getUTCFullYear()).includes(day.toISOString().slice(0, 10));
}

const midnightBefore = (shown: number) => Math.floor(shown / dayMs) * dayMs;

/** The instant when so many working hours have passed since another. */
export function addWorkingHours(from: Date, hours: number): Date {
	let left = hours * hourMs;
	let shown = toParis(from.getTime());
	for (;;) {
		const midnight = midnightBefore(shown) + dayMs;
		const available = isWorking(midnightBefore(shown)) ? midnight - shown : 0;
		if (available >= left && available > 0) return new Date(fromParis(shown + left));
		left -= available;
		shown = midnight;
	}
}

/** Working hours from an instant to another, with their fraction; negative when the other comes before. */
export function workingHoursBetween(from: Date, to: Date): number {
	if (to < from) return -workingHoursBetween(to, from);
	const end = toParis(to.getTime());
	let shown = toParis(from.getTime());
	let total = 0;
	while (shown < end) {
		const until = Math.min(end, midnightBefore(shown) + dayMs);
		if (isWorking(midnightBefore(shown))) total += until - shown;
		shown = until;
	}
	return total / hourMs;
}
