import { m } from '#lib/paraglide/messages.js';
import type { PlacedPlot } from '#lib/search/atlas.ts';
import { plotName } from '#lib/search/list-row.ts';

/** What the data of a page may hold that its description speaks of. */
export interface Described {
	territory?: { name: string };
	placed?: PlacedPlot;
	site?: { name: string };
	firm?: { name: string };
	brownfield?: { name: string };
	epci?: { name: string };
}

type Sentence = (values: { territory: string }) => string;

/** By the beginning of a route, the most precise first. */
const byRoute: readonly (readonly [route: string, sentence: Sentence])[] = [
	['/(office)/demande', m.description_brief],
	['/(office)/signaler', m.description_report],
	['/(office)/proposer', m.description_offer],
	['/(office)/confirmer', m.description_offer],
	['/(office)/plots', m.description_fit],
	['/(office)/comparer', m.description_comparison],
	['/(office)/exporter', m.description_export],
	['/(office)/integrer', m.description_embed],
	['/(office)/analyse/inventaire', m.description_inventory],
	['/(office)/analyse/sobriete', m.description_ledger],
	['/(office)/analyse', m.description_analyse],
	['/(office)/programme', m.description_programme],
	['/(office)/confidentialite', m.description_privacy],
	['/(office)/mentions-legales', m.description_legal],
	['/(office)/accessibilite', m.description_accessibility],
	['/(office)/connexion', m.description_account],
	['/(office)/admin', m.description_office]
];

/** The sentence under the title of a page where a search engine lists it, in the language of the page. */
export function pageDescription(routeId: string | null, data: Described): string {
	const territory = data.territory?.name;
	if (routeId === null || territory === undefined) return m.description_app();
	const named = namedRecord(routeId, data);
	if (named) return m.description_card({ ...named, territory });
	const own = byRoute.find(([route]) => routeId.startsWith(route))?.[1];
	return own?.({ territory }) ?? m.page_description({ territory });
}

/** What a page is called where somebody shares its address. */
export function pageName(routeId: string | null, data: Described): string {
	const record = routeId === null ? null : namedRecord(routeId, data);
	return [record?.name, [m.app_name(), data.territory?.name].filter(Boolean).join(' ')]
		.filter(Boolean)
		.join(' – ');
}

/** The record of a card, and what it is. */
function namedRecord(routeId: string, data: Described): { name: string; kind: string } | null {
	switch (routeId) {
		case '/(map)/plots/[id]':
			return data.placed ? { name: plotName(data.placed.plot), kind: m.kind_plot() } : null;
		case '/(map)/sites/[id]':
			return data.site ? { name: data.site.name, kind: m.kind_site() } : null;
		case '/(map)/firms/[siret]':
			return data.firm ? { name: data.firm.name, kind: m.kind_firm() } : null;
		case '/(map)/brownfields/[id]':
			return data.brownfield ? { name: data.brownfield.name, kind: m.kind_brownfield() } : null;
		case '/(map)/epci/[siren]':
			return data.epci ? { name: data.epci.name, kind: m.kind_epci() } : null;
		default:
			return null;
	}
}
