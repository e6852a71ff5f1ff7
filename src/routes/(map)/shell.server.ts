import { keptPromise } from '#lib/domain/kept-promise.ts';
import { saidIn } from '#lib/domain/language.ts';
import { contactsIn } from '#lib/domain/territory.ts';
import type { Locale } from '#lib/paraglide/runtime.js';
import { presets } from '#lib/search/presets.ts';
import { mapFiles } from '#lib/server/map-files.ts';
import { postcodes } from '#lib/seed/postcodes.ts';
import { rivers } from '#lib/seed/rivers.ts';
import type { Territory } from '#lib/server/territory/read-territory.ts';
import { writtenOnce } from '#lib/state/written-once.ts';

type FirstAnswer = Awaited<ReturnType<Territory['ask']['firstAnswer']>>;
type Shell = Awaited<ReturnType<typeof makeShell>>;

/** By the texts of a reading, which are others in each, and by language. */
const shells = new WeakMap<Territory['texts'], Map<Locale, Promise<Shell>>>();

/** As many rows as fill the drawer. */
const rowsBesideCard = 10;

/** An answer as it stands beside a card: a page that has all plots makes the rest of its list by itself. */
export function besideCard<Answer extends FirstAnswer>(answer: Answer): Answer {
	const { firstPage, funnel } = answer;
	if (funnel !== null) return answer;
	return { ...answer, firstPage: { ...firstPage, rows: firstPage.rows.slice(0, rowsBesideCard) } };
}

/** What every page of the map says, whatever is asked: made once a reading and language. */
export function shellOf(territory: Territory, locale: Locale): Promise<Shell> {
	const ofReading = shells.get(territory.texts) ?? new Map<Locale, Promise<Shell>>();
	shells.set(territory.texts, ofReading);
	return keptPromise(ofReading, locale, () => makeShell(territory, locale));
}

async function makeShell({ configuration, ask }: Territory, locale: Locale) {
	const [{ places, overview, bounds, still, summary }, unasked] = await Promise.all([
		ask.shell(),
		ask.openingAnswer({ locale })
	]);
	const colours = new Map(configuration.epci.map(({ siren, colour }) => [siren, colour]));
	const postcodesOf = postcodes(configuration);
	const data = {
		territory: writtenOnce({
			name: configuration.name,
			languages: configuration.languages,
			accent: configuration.colours.accent,
			contacts: contactsIn(configuration, locale),
			axes: configuration.axes.map((axis) => ({ id: axis.id, label: saidIn(axis, locale) })),
			facts: (configuration.facts ?? []).map((fact) => ({
				...fact,
				label: saidIn(fact, locale)
			}))
		}),
		epciColours: writtenOnce([...colours]),
		places: writtenOnce({
			...places,
			epci: places.epci.map((epci) => ({ ...epci, colour: colours.get(epci.siren) ?? '' })),
			communes: places.communes.map((commune) => ({
				...commune,
				postcodes: postcodesOf.get(commune.insee) ?? []
			}))
		}),
		rivers: writtenOnce(await rivers(configuration)),
		presets: writtenOnce(presets),
		mapFiles: writtenOnce(mapFiles()),
		overview: writtenOnce(overview),
		bounds,
		still: still && writtenOnce(still),
		summary: writtenOnce(summary)
	};
	return {
		data,
		/** The answer to an address that asks for nothing. */
		unasked: { ...unasked, firstPage: writtenOnce(unasked.firstPage) },
		/** The same beside a card. */
		unaskedBesideCard: { ...unasked, firstPage: writtenOnce(besideCard(unasked).firstPage) }
	};
}
