import { error } from '@sveltejs/kit';
import { BackendError } from '#lib/backend/backend-error.ts';
import { areaNetArea, siteNetArea } from '#lib/backend/net-area.ts';
import { faultSentence } from '#lib/words/fault-words.ts';
import { refusalSentence } from '#lib/words/refusal-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { parameterNames, readAddress } from '#lib/search/address.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { searchArea } from '#lib/server/ogc/search-criteria.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readNetArea } from '#lib/subjects/fit/net-area-query.ts';
import type { PageServerLoad } from './$types';

/** The ground of a site, and what it is called. */
async function ofSite(id: string) {
	const { client, configuration } = appBackend();
	const { ask } = await readTerritory();
	const [card, rules] = await Promise.all([
		ask.siteCard({ id }),
		siteNetArea(client, configuration.id, id)
	]);
	if (card === null || rules === null) error(404, m.record_unknown({ kind: m.kind_site(), id }));
	const { name, provenance } = card.site;
	return { rules, site: { id, name, provenance }, refusal: null };
}

/** The ground of the area that an address draws; a sentence where it cannot be measured. */
async function ofArea(parameters: URLSearchParams) {
	const refused = (refusal: string) => ({ rules: null, site: null, refusal });
	const drawn = new URLSearchParams({ forme: parameters.get(parameterNames.shape) ?? '' });
	const { criteria, faults } = readAddress(drawn);
	const [fault] = faults;
	if (fault) return refused(faultSentence(fault));
	if (criteria.shape === null) return refused(m.net_nothing());
	const { client, configuration } = appBackend();
	try {
		const rules = await areaNetArea(client, configuration.id, searchArea(criteria.shape));
		return rules ? { rules, site: null, refusal: null } : refused(m.net_empty());
	} catch (fault) {
		if (!(fault instanceof BackendError && fault.reason)) throw fault;
		return refused(refusalSentence(fault, getLocale()));
	}
}

export const load: PageServerLoad = async ({ url }) => {
	const site = url.searchParams.get('site');
	const found = site ? await ofSite(site) : await ofArea(url.searchParams);
	return { ...found, query: readNetArea(url.searchParams, found.rules?.setback ?? 0) };
};
