/** How far a bound may be relaxed, in the unit of what was asked, before what is offered is another project. */
export type Furthest = (asked: number) => number;

export const daysAYear = 365;

/** So much of a least that was asked. */
export const share =
	(part: number): Furthest =>
	(asked) =>
		part * asked;

/** So many times a most that was asked, and no more than so far beyond it. */
export const times =
	(factor: number, most = Number.POSITIVE_INFINITY): Furthest =>
	(asked) =>
		Math.min(factor * asked, asked + most);

/** Ten points of a plot's ground more; who asks for none of it asks for none. */
export const points: Furthest = (asked) => (asked === 0 ? 0 : Math.min(100, asked + 10));

/** A year later than was asked. */
export const aYear: Furthest = (day) => day + daysAYear;
