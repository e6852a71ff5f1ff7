/** Text in lower case and without accents, so that "Charleville-Mezieres" finds Charleville-Mézières. */
export function foldText(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase();
}

/** One folded string of several words; absent ones are left out. */
export function searchWords(parts: readonly (string | null | undefined)[]): string {
	return foldText(parts.filter(Boolean).join(' '));
}

/** The folded words of a query. */
export function queryWords(text: string): string[] {
	return foldText(text).split(/\s+/).filter(Boolean);
}
