import { createServiceClient } from '#lib/backend/client.ts';
import { sheets } from '#lib/backend/sheets.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { contactsIn } from '#lib/domain/territory.ts';
import type { Surface } from '#lib/domain/surface.ts';
import { composedLabel, codeLabel } from '#lib/words/vocabulary-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { plotName } from '#lib/search/list-page.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { placementMap } from '#lib/server/documents/placement-map.ts';
import type { MapGround } from '#lib/server/documents/map-ground.ts';
import { closeMap, locatorMap } from '#lib/server/documents/plot-maps.ts';
import { testInThread } from '#lib/server/fit/test-in-thread.ts';
import { firmsWithinKm } from '#lib/server/territory/plot-whereabouts.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { SheetParts } from '#lib/subjects/dossier/panels/plot-sheet.ts';
import { factsCode, ownRuleValues, plotFacts, valuesOf } from '#lib/subjects/dossier/plot-facts.ts';
import {
	deductionWords,
	layerSources,
	setbackText,
	size,
	verdictSentences
} from '#lib/subjects/fit/panels/fit-words.ts';
import type { Building } from '#lib/subjects/fit/rules/building.ts';
import { hasSetback, netArea } from '#lib/subjects/fit/rules/net-area.ts';
import { shownStanding } from '#lib/subjects/fit/rules/test-building.ts';
import { formatNumber } from '#lib/ui/format.ts';
import {
	countedHectares,
	rulesInWords,
	type AskedGround,
	type AskedRules
} from './asked-ground.server.ts';
import { lengthText } from './map-ground.server.ts';

/** A sheet with what proves it. */
export interface MadeSheet {
	plotId: string;
	name: string;
	code: string;
	/** First day when this state of the plot was printed. */
	issued: string;
	parts: SheetParts;
}

/** What every sheet of a document is made with. */
interface SheetMaking {
	ground: MapGround;
	/** Of its plots, by identifier. */
	grounds: ReadonlyMap<string, AskedGround>;
	/** What is counted for the net area and the building. */
	asked: AskedRules;
	/** Null where none is asked that can be tested. */
	building: Building | null;
}

/**
 * The sheet of a plot as it stands today, with the building that an address asks for; kept under its code.
 * Null where no visitor may see such a plot.
 */
export async function makeSheet(
	id: string,
	{ ground, grounds, asked, building }: SheetMaking
): Promise<MadeSheet | null> {
	const { backend, configuration } = appBackend();
	const { ask } = await readTerritory();
	const found = await ask.plotSheet({ id });
	if (found === null) return null;
	const measured = grounds.get(id) ?? null;
	const { placed, around, onPlot } = found;
	const facts = plotFacts(placed);
	const words = measured && rulesInWords(asked);
	const ownRules = words && { ...words, hectares: countedHectares(measured, asked) };
	const values = {
		...valuesOf(facts),
		...(ownRules && ownRuleValues(asked.own, ownRules.hectares))
	};
	const code = factsCode(id, values);
	const issued = await sheets.issue(createServiceClient(backend), {
		...{ territory: configuration.id, code, plotId: id, values, day: dayInFrance(new Date()) }
	});
	const name = plotName(placed.plot);
	const map = {
		placed,
		around,
		ground,
		layers: measured?.rules.layers ?? [],
		lengthText,
		north: m.dossier_north()
	};
	return {
		...{ plotId: id, name, code, issued },
		parts: {
			...{ placed, facts, code, ownRules, locale: getLocale(), codeWords: codeLabel },
			locator: {
				svg: locatorMap({ ...map, marks: [placed.centre], size: { width: 400, height: 470 } }),
				alt: m.dossier_locator_alt({
					name,
					commune: placed.plot.communeName ?? m.outside_territory()
				}),
				caption: m.dossier_locator_caption()
			},
			closeMap: {
				svg: closeMap(map),
				alt: m.dossier_close_alt({ name }),
				caption: m.dossier_close_caption()
			},
			steps: measured === null ? [] : areaSteps(measured, asked),
			building:
				measured &&
				building &&
				(placed.plot.offer === 'Local'
					? notConcerned(building)
					: await testedBuilding(measured, building)),
			firms: {
				radiusKm: firmsWithinKm,
				bySector: around.bySector.map(([sector, count]) => ({
					...{ sector: composedLabel('sector', sector), count }
				})),
				onPlot
			},
			contacts: contactsIn(configuration, getLocale()).map((contact) => ({
				name: contact.name,
				role: contact.role ?? null,
				ways: [contact.email, contact.url].filter(Boolean).join(' · ') || '–'
			}))
		}
	};
}

/** From the gross area of some ground to its net one. */
export function areaSteps(
	{ rules, counted }: AskedGround,
	{ query }: AskedRules
): SheetParts['steps'] {
	if (rules.layers.length === 0 && !hasSetback(counted, query.setback)) return [];
	const { gross, deductions, net } = netArea(counted, query.setback);
	const taken = new Map(deductions.map(({ kind, squareMetres }) => [kind, squareMetres]));
	const setback = taken.get('setback');
	return [
		{ label: m.fit_gross(), squareMetres: gross, source: m.fit_gross_source() },
		...rules.layers.map((layer) => ({
			label: deductionWords[layer.kind](),
			squareMetres: -(taken.get(layer.kind) ?? 0) || null,
			source: query.without.includes(layer.kind)
				? m.net_layer_left_out()
				: layerSources(layer, getLocale())
		})),
		...(setback === undefined
			? []
			: [
					{
						label: m.fit_setback(),
						squareMetres: -setback,
						source: setbackText(rules, counted, query.setback, getLocale())
					}
				]),
		{ label: m.criterion_net(), squareMetres: net, source: m.dossier_source_map() }
	];
}

const buildingHeading = ({ length, width }: Building) =>
	m.dossier_building({ size: size(length, width, getLocale()) });

/** A space in a building is no ground to build on. */
const notConcerned = (building: Building): SheetParts['building'] => ({
	...{ heading: buildingHeading(building), sentences: [m.fit_in_building()], drawing: null }
});

/** @param parts outlines of the plots that the ground is made of, where it is several */
export async function testedBuilding(
	{ rules, counted }: AskedGround,
	building: Building,
	parts: readonly Surface[] = []
): Promise<NonNullable<SheetParts['building']>> {
	const locale = getLocale();
	const verdict = await testInThread({ plot: counted, building });
	const heading = buildingHeading(building);
	const setback = setbackText(rules, counted, building.setback, locale);
	const sentences = [buildingText(building, setback, locale), ...verdictSentences(verdict, locale)];
	const standing = typeof verdict === 'object' ? shownStanding(verdict) : [];
	if (standing.length === 0) return { heading, sentences, drawing: null };
	const svg = placementMap({
		...{ rules: counted, setback: building.setback, standing, parts, lengthText },
		north: m.dossier_north()
	});
	return {
		...{ heading, sentences },
		drawing: {
			svg,
			alt: m.dossier_building_alt({ verdict: sentences.slice(1).join(' ') }),
			caption: m.dossier_building_caption()
		}
	};
}

function buildingText({ court, second }: Building, setback: string, locale: string): string {
	const metres = (value: number) => formatNumber(value, locale, 1);
	const said =
		court === 0
			? m.dossier_building_asked_plain({ setback })
			: m.dossier_building_asked({ court: metres(court), setback });
	if (second === null) return said;
	const other = size(second.length, second.width, locale);
	return `${said} ${m.dossier_building_second({ size: other, clearance: metres(second.clearance) })}`;
}
