import type { Firm } from '#lib/domain/firm.ts';

/** At least and at most so many employees; Infinity when the source gives no upper bound. */
export type HeadcountInterval = [low: number, high: number];

const nothingKnown: HeadcountInterval = [0, Infinity];
const numberPattern = /\d[\d\s\u202f]*/g;

/** What is known of a firm's headcount: the figure, else INSEE's bracket ("20 à 49 salariés"), else nothing. */
export function headcountInterval({
	headcount,
	headcountBracket
}: Pick<Firm, 'headcount' | 'headcountBracket'>): HeadcountInterval {
	if (headcount !== null) return [headcount, headcount];
	const [low, high] = [...(headcountBracket ?? '').matchAll(numberPattern)].map(([figure]) =>
		Number(figure.replace(/\s/g, ''))
	);
	if (low === undefined) return nothingKnown;
	if (high !== undefined) return [low, high];
	return /plus/.test(headcountBracket ?? '') ? [low, Infinity] : [low, low];
}
