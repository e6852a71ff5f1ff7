/** Spellings met in real files that mean one value of the standard and no other. */
const aliases: Readonly<Record<string, string>> = {
	extension: 'extension urbaine',
	renouvellement: 'renouvellement urbain',
	'epci, structure intercommunale': 'structure intercommunale',
	'occupation en transition': 'occupation transitoire'
};

/** Folds what people type in different ways: case, accents, apostrophes, spaces, the separator of a list. */
function fold(text: string): string {
	return text
		.normalize('NFD')
		.replaceAll(/\p{Diacritic}/gu, '')
		.replaceAll(/[’‘`´ʼ]/g, "'")
		.replaceAll(/\s*[,;]\s*/g, ', ')
		.replaceAll(/\s+/g, ' ')
		.trim()
		.toLowerCase();
}

/**
 * The value of a closed list that a text means: itself, or the one value that differs from it by case, accents,
 * apostrophes or spaces, or by a documented alias; null when there is none.
 */
export function listValueOf(text: string, list: readonly string[]): string | null {
	if (list.includes(text)) return text;
	const folded = fold(text);
	const meant = fold(aliases[folded] ?? text);
	const matches = list.filter((value) => fold(value) === meant);
	return matches.length === 1 ? (matches[0] ?? null) : null;
}
