/** More plots than this do not travel whole where FORGETERRE_PAGE_PLOTS does not say. */
const usual = 50_000;

/**
 * How many plots a page reads whole; where there are more it asks for those of its frame.
 * @throws Error naming the value and what was expected
 */
export function mostPlotsOfAPage(env: Record<string, string | undefined>): number {
	const given = env.FORGETERRE_PAGE_PLOTS?.trim();
	if (!given) return usual;
	if (/^\d{1,7}$/.test(given)) return Number(given);
	throw new Error(
		`FORGETERRE_PAGE_PLOTS : reçu « ${given} », attendu un nombre entier de terrains (0 : toujours ceux du cadre).`
	);
}
