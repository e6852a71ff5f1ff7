/** Spellings met in real files that mean one value of the standard and no other. */
const aliases: Readonly<Record<string, string>> = {
	extension: 'extension urbaine',
	renouvellement: 'renouvellement urbain',
	'epci, structure intercommunale': 'structure intercommunale',
	'occupation en transition': 'occupation transitoire'
};

/** Letters that a misspelt value may differ by from the one that is meant, for so many that it has. */
const mostTypos = (length: number) => Math.min(4, Math.floor(length / 4));

/** Steps (a letter more, less, or another) between two texts; more than `most` is as good as none. */
function distance(one: string, other: string, most: number): number {
	if (Math.abs(one.length - other.length) > most) return most + 1;
	let above = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (let row = 1; row <= one.length; row += 1) {
		const line = [row];
		for (let at = 1; at <= other.length; at += 1) {
			const same = one[row - 1] === other[at - 1] ? 0 : 1;
			const [left = 0, up = 0, diagonal = 0] = [line[at - 1], above[at], above[at - 1]];
			line.push(Math.min(left + 1, up + 1, diagonal + same));
		}
		above = line;
	}
	return above[other.length] ?? most + 1;
}

/**
 * The value of a closed list that a misspelt text is likely to mean: the nearest by its letters, or the only one that
 * begins with it; null where none or several do. For people to decide: nothing is written of it.
 */
export function likelyValue(text: string, list: readonly string[]): string | null {
	const folded = fold(text.slice(0, 200));
	if (folded.length < 3) return null;
	const begun = list.filter((value) => fold(value).startsWith(folded));
	if (begun.length === 1) return begun[0] ?? null;
	const most = mostTypos(folded.length);
	const near = list
		.map((value) => ({ value, steps: distance(folded, fold(value), most) }))
		.filter(({ steps }) => steps <= most)
		.toSorted((a, b) => a.steps - b.steps);
	const [nearest, next] = near;
	return nearest === undefined || next?.steps === nearest.steps ? null : nearest.value;
}

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
