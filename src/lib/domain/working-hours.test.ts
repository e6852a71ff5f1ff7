import { describe, expect, it } from 'vitest';
import { addWorkingHours, publicHolidays, workingHoursBetween } from './working-hours.ts';

/** Written with the offset that Paris had at that moment. */
const due = (from: string, hours = 48) => addWorkingHours(new Date(from), hours).toISOString();

describe('48 working hours', () => {
	it.each([
		['a Monday morning', '2026-09-07T09:00:00+02:00', '2026-09-09T07:00:00.000Z'],
		// Friday has 7 h left, Monday 24, Tuesday 17: the same hour two working days later.
		['a Friday evening', '2026-09-11T17:00:00+02:00', '2026-09-15T15:00:00.000Z'],
		['a Saturday: they begin on Monday', '2026-09-12T11:30:00+02:00', '2026-09-15T22:00:00.000Z'],
		['a Sunday, one second before Monday', '2026-09-13T23:59:59+02:00', '2026-09-15T22:00:00.000Z'],
		// Good Friday is worked, Easter Monday (6 April 2026) is not.
		['before Easter', '2026-04-03T10:00:00+02:00', '2026-04-08T08:00:00.000Z'],
		// Ascension is Thursday 14 May 2026: the Friday after it is worked.
		['the eve of Ascension', '2026-05-13T12:00:00+02:00', '2026-05-18T10:00:00.000Z'],
		// Christmas 2026 is a Friday, New Year 2027 too.
		['before Christmas', '2026-12-24T18:00:00+01:00', '2026-12-29T17:00:00.000Z'],
		['over the turn of the year', '2026-12-31T08:00:00+01:00', '2027-01-05T07:00:00.000Z'],
		// The clock goes forward on Sunday 29 March 2026, and back on Sunday 25 October.
		['over the spring change', '2026-03-27T16:00:00+01:00', '2026-03-31T14:00:00.000Z'],
		['over the autumn change', '2026-10-23T16:00:00+02:00', '2026-10-27T15:00:00.000Z']
	])('left on %s end when two full working days have passed', (_, from, expected) => {
		expect(due(from)).toBe(expected);
	});

	it('of no length end at once on a working day, and when the next begins on another', () => {
		expect(due('2026-09-08T10:00:00+02:00', 0)).toBe('2026-09-08T08:00:00.000Z');
		expect(due('2026-09-12T10:00:00+02:00', 0)).toBe('2026-09-13T22:00:00.000Z');
	});
});

describe('working hours between two instants', () => {
	const between = (from: string, to: string) => workingHoursBetween(new Date(from), new Date(to));

	it('leave out nights of no working day, and count the rest to the minute', () => {
		expect(between('2026-09-11T17:00:00+02:00', '2026-09-14T10:30:00+02:00')).toBe(17.5);
		expect(between('2026-09-12T00:00:00+02:00', '2026-09-13T24:00:00+02:00')).toBe(0);
	});

	it('are negative when the second came before', () => {
		expect(between('2026-09-15T10:00:00+02:00', '2026-09-15T05:00:00+02:00')).toBe(-5);
	});

	it('undo what was added, from any hour of a year', () => {
		for (let hour = 0; hour < 24 * 366; hour += 7) {
			const from = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000);
			expect(workingHoursBetween(from, addWorkingHours(from, 48))).toBe(48);
		}
	});
});

it('knows the public holidays of France, those that follow Easter included', () => {
	// From the lists of service-public.fr for 2026, 2027 and, Easter at its latest, 2038.
	expect(publicHolidays(2026)).toEqual([
		...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
		...['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25']
	]);
	expect(publicHolidays(2027)).toEqual(
		expect.arrayContaining(['2027-03-29', '2027-05-06', '2027-05-17'])
	);
	expect(publicHolidays(2038)).toEqual(
		expect.arrayContaining(['2038-04-26', '2038-06-03', '2038-06-14'])
	);
});
