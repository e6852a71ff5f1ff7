import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { cardPath } from '#lib/search/list-row.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readScope, scopeParameter, scopeText } from '#lib/subjects/indicators/dashboard/scope.ts';
import { readMobiliseQuery } from '#lib/subjects/ledger/mobilise-query.ts';
import { scored, sensitivity, type Scored } from '#lib/subjects/ledger/mobilise-score.ts';
import {
	scoreTable,
	sensitivityTable,
	sievedTable,
	sieveTable
} from '#lib/subjects/ledger/panels/mobilise-tables.ts';
import { marketOf } from '../dashboard.server.ts';

/** Ranks whose moves are told: beyond them nobody decides. */
const ranksTold = 20;

/** What to put on the market next in the place that an address names, by its weights. */
export async function readMobilise({ url, locals }: { url: URL; locals: App.Locals }) {
	const { ask } = await readTerritory();
	const { epci } = await ask.placesToAnalyse();
	const text = url.searchParams.get(scopeParameter) ?? '';
	const asked = readScope(text);
	const named = epci.find(({ id }) => asked?.kind === 'epci' && asked.id === id);
	const known = asked?.kind === 'territoire' || named !== undefined;
	const place = named
		? ({ kind: 'epci', id: named.id } as const)
		: ({ kind: 'territoire', id: '' } as const);
	const query = readMobiliseQuery(url.searchParams);
	const market = await marketOf(place, locals);
	const counts = market?.demand.classes
		.filter(({ size }) => size >= 0)
		.map(({ briefs, searches }) => (briefs ?? 0) + (searches ?? 0));
	const demand = counts?.some((count) => count > 0) ? counts : null;
	const { candidates, sieve } = await ask.mobilisable({ place, demand });
	const locale = getLocale();
	const ranked = scored(candidates, query.weights);
	const hrefOf = ({ kind, id }: Scored) =>
		localizeHref(kind === 'site' ? cardPath.sites(id) : cardPath.friches(id));
	const moves = sensitivity(candidates, query.weights).map(({ changes, ...move }) => ({
		...move,
		changes: changes.filter(({ from, to }) => Math.min(from, to) <= ranksTold)
	}));
	return {
		tables: [
			...(query.weightless
				? []
				: [scoreTable(ranked, hrefOf, locale), sensitivityTable(moves, locale)]),
			sieveTable(sieve, locale),
			sievedTable(sieve, (id) => localizeHref(cardPath.terrains(id)))
		],
		...{ epci, query, name: named?.name ?? '', placeText: scopeText(place) },
		demonstration: candidates.some((one) => one.demonstration),
		unknownPlace: known ? null : text
	};
}
