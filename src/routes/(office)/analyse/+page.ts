import { localizeHref } from '#lib/paraglide/runtime.js';
import type { BehindModel } from '#lib/subjects/indicators/panels/behind-model.ts';
import type { PageLoad } from './$types';

/**
 * The figures, and the records behind one of them: asked for apart, so that another bar asks for no figure again. Two
 * places side by side and a past day have no map of records.
 */
export const load: PageLoad = async ({ data, url, fetch }) => {
	if (data.beside !== null || data.past !== null) return { ...data, behind: null };
	const answer = await fetch(localizeHref('/analyse/chiffre') + url.search);
	return { ...data, behind: answer.ok ? ((await answer.json()) as BehindModel) : null };
};
