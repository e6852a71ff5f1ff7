import { nameWords } from './name-words.ts';

/** A parcel as people write it, and the commune that they name beside it. */
export interface ParcelReference {
	/** Five characters; null where the text gives none, and words may name the commune. */
	insee: string | null;
	/** Three digits of a former commune, `000` for none. */
	formerCommune: string;
	/** Two characters, `0A` for a single letter. */
	section: string;
	/** Four digits. */
	number: string;
	/** What else was typed, as the words of a name. */
	words: string[];
}

/** `08105000AB0012`, with or without spaces. */
const whole = /^(\d[\dAB]\d{3})(\d{3})([\dA-Z][A-Z])(\d{1,4})$/;
/** `AB 12`, `AB n° 12`, `section AB parcelle 12`, `0A 7`. */
const short =
	/(?<![\p{L}\d])(?:section\s+)?(0?[A-Z]|[A-Z]{2})\s*(?:n°|no|parcelle)?\s*(\d{1,4})(?![\p{L}\d])/iu;

/** The parcel that a text names; null where it names none. */
export function parcelReference(text: string): ParcelReference | null {
	const [, insee, formerCommune, section, number] =
		whole.exec(text.toUpperCase().replace(/[\s.-]+/g, '')) ?? [];
	if (insee && formerCommune && section && number)
		return { insee, formerCommune, section, number: number.padStart(4, '0'), words: [] };
	const found = short.exec(text);
	if (found === null) return null;
	const [said, letters = '', digits = ''] = found;
	return {
		insee: null,
		formerCommune: '000',
		section: letters.toUpperCase().padStart(2, '0'),
		number: digits.padStart(4, '0'),
		words: nameWords(text.replace(said, ' '))
	};
}

/** The 14 characters by which the cadastre names a parcel of a commune. */
export function parcelId(
	{ formerCommune, section, number }: ParcelReference,
	insee: string
): string {
	return `${insee}${formerCommune}${section}${number}`;
}
