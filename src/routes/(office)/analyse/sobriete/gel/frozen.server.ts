import { planning } from '#lib/backend/planning.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { planningRules } from '#lib/domain/law/planning-rules.ts';
import { versionOn } from '#lib/domain/law/rule.ts';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { scopeParameter, scopeText } from '#lib/subjects/indicators/dashboard/scope.ts';
import {
	deadlineTable,
	frozenTable,
	planningTable
} from '#lib/subjects/ledger/panels/frozen-tables.ts';
import { namesOf, readPlace } from '../ledger.server.ts';

/** Plots that the page lists, at most. */
const plotsListed = 300;

/** The last day that a rule of the law sets, as of a day; null where it does not hold. */
function deadlineOf(rule: string, today: string): string | null {
	const { versions = [] } = planningRules.find(({ id }) => id === rule) ?? {};
	const value = versionOn(versions, today)?.parameters['deadline']?.value;
	return typeof value === 'string' ? value : null;
}

/** The calendar of frozen land of the place that an address names; of the territory, and why, where it names none. */
export async function readFrozen({ url, locals }: { url: URL; locals: App.Locals }) {
	const { ask, configuration } = await readTerritory();
	const places = await ask.placesToAnalyse();
	const text = url.searchParams.get(scopeParameter) ?? '';
	const asked = readPlace(text, places);
	const place = asked ?? { kind: 'territoire', id: '' };
	const [documents, frozen] = await Promise.all([
		planning.documents(locals.supabase, configuration.id),
		ask.frozenPlots({ place, limit: plotsListed })
	]);
	const names = namesOf(places);
	const communes = await ask.communesOf({ epci: place.kind === 'epci' ? place.id : null });
	const isHere = (id: string) =>
		place.kind === 'territoire' ||
		id === place.id ||
		(place.kind === 'epci' && communes.includes(id));
	const shown = documents.filter(({ place: of }) => isHere(of));
	const today = dayInFrance(new Date());
	const deadlines = {
		SCoT: deadlineOf('scot-deadline', today),
		PLU: deadlineOf('plu-deadline', today)
	};
	const locale = getLocale();
	const card = (id: string) => localizeHref(`/plots/${encodeURIComponent(id)}`);
	return {
		tables: [
			deadlineTable(frozen, deadlines, locale),
			frozenTable(frozen, card, locale),
			planningTable(shown, names, locale)
		],
		...{ places, placeText: scopeText(place), name: names[place.id] ?? '' },
		demonstration:
			frozen.plots.some((plot) => plot.demonstration) || shown.some((one) => one.demonstration),
		unknownPlace: asked === null ? text : null
	};
}
