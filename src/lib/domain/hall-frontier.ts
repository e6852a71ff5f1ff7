import * as v from 'valibot';

/** Length over width of the buildings that are kept for each plot, ascending from a square. */
export const hallProportions = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5] as const;

/**
 * What is known of the buildings that a plot holds beside its constraints: for each of `hallProportions` two lengths in
 * metres, of which the building's width follows. Neither shrinks from one proportion to the next; no width grows.
 */
export interface HallFrontier {
	/** The longest that was found to fit; 0 where none was. */
	fits: readonly number[];
	/** The shortest that was proved to fit at no angle. */
	refused: readonly number[];
}

/** Sides of a rectangle that somebody asks for, in metres: it may lie either way. */
export interface AskedHall {
	long: number;
	short: number;
}

/** A building and its truck court as one rectangle. */
export function askedHall(length: number, width: number, court: number): AskedHall {
	const depth = width + court;
	return { long: Math.max(length, depth), short: Math.min(length, depth) };
}

/**
 * Which kept lengths decide on a rectangle, in metres: those of the kept proportions on either side of its own. It fits
 * where one of them holds it, and does not where it holds one that does not fit; no other proportion says more.
 */
export interface DecidingLengths {
	/** The last proportion that is not longer than what is asked; the next one follows it. */
	at: number;
	/** What is found to fit there has to be so long. */
	enough: [at: number, next: number];
	/** What is proved not to fit there has to be as short. */
	held: [at: number, next: number];
}

export function decidingLengths({ long, short }: AskedHall): DecidingLengths {
	const at = hallProportions.findLastIndex((proportion) => proportion <= long / short);
	const [own, next] = [hallProportions[at] ?? 1, hallProportions[at + 1] ?? Number.NaN];
	return { at, enough: [long, short * next], held: [short * own, long] };
}

/** How long a building of a given width may be, in metres: what surely fits, and what is the least that surely does not. */
export function lengthsBeside(
	{ fits, refused }: HallFrontier,
	width: number
): [sure: number, refused: number] {
	let [sure, least] = [0, Infinity];
	hallProportions.forEach((proportion, at) => {
		const [fit, not] = [fits[at] ?? 0, refused[at] ?? Infinity];
		if (width <= fit / proportion) sure = Math.max(sure, fit);
		else if (width <= fit) sure = Math.max(sure, fit / proportion);
		if (width >= not) least = Math.min(least, not / proportion);
		else if (width >= not / proportion) least = Math.min(least, not);
	});
	return [sure, least];
}

/** Lengths as a collection serves them: one a proportion, separated as the CNIG separates. */
export const KeptLengths = v.pipe(
	v.nullish(v.string(), null),
	v.transform((text) => text?.split('|').map(Number) ?? null),
	v.check(
		(lengths) =>
			lengths === null ||
			(lengths.length === hallProportions.length && lengths.every((length) => length >= 0)),
		`${String(hallProportions.length)} longueurs en mètres, séparées par |`
	)
);
