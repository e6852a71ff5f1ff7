import { foldText } from '../search-words.ts';

/** Abbreviations that French names are typed with, and what stands on the map. */
const written: Readonly<Record<string, string>> = {
	st: 'saint',
	ste: 'sainte',
	sts: 'saints',
	av: 'avenue',
	bd: 'boulevard'
};

/** The words of a name: without case, accents, hyphens and apostrophes, and `St` as `saint`. */
export function nameWords(text: string): string[] {
	return foldText(text)
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.split(/[^\p{Letter}\p{Number}]+/u)
		.filter(Boolean)
		.map((word) => written[word] ?? word);
}
