import { createServiceClient } from '#lib/backend/client.ts';
import { plotNetArea } from '#lib/backend/net-area.ts';
import { sheets } from '#lib/backend/sheets.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { PlotNetArea } from '#lib/domain/net-area.ts';
import { composedLabel, codeLabel } from '#lib/panels/words.ts';
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
import { factsCode, plotFacts, valuesOf } from '#lib/subjects/dossier/plot-facts.ts';
import { readBuilding } from '#lib/subjects/fit/building-query.ts';
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

/**
 * The sheet of a plot as it stands today, with the building that an address asks for; kept under its code.
 * Null where no visitor may see such a plot.
 */
export async function makeSheet(
	id: string,
	{ ground, building }: { ground: MapGround; building: URLSearchParams }
): Promise<MadeSheet | null> {
	const { backend, client, configuration } = appBackend();
	const { ask } = await readTerritory();
	const [found, rules] = await Promise.all([
		ask.plotSheet({ id }),
		plotNetArea(client, configuration.id, id)
	]);
	if (found === null) return null;
	const { placed, around, onPlot } = found;
	const facts = plotFacts(placed);
	const values = valuesOf(facts);
	const code = factsCode(id, values);
	const issued = await sheets.issue(createServiceClient(backend), {
		...{ territory: configuration.id, code, plotId: id, values, day: dayInFrance(new Date()) }
	});
	const name = plotName(placed.plot);
	const map = {
		placed,
		around,
		ground,
		layers: rules?.layers ?? [],
		lengthText,
		north: m.dossier_north()
	};
	return {
		...{ plotId: id, name, code, issued },
		parts: {
			...{ placed, facts, code, locale: getLocale(), codeWords: codeLabel },
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
			steps: rules === null ? [] : areaSteps(rules),
			building: rules === null ? null : await testedBuilding(rules, building),
			firms: {
				radiusKm: firmsWithinKm,
				bySector: around.bySector.map(([sector, count]) => ({
					...{ sector: composedLabel('sector', sector), count }
				})),
				onPlot
			},
			contacts: configuration.contacts.map((contact) => ({
				name: contact.name,
				role: contact.role ?? null,
				ways: [contact.email, contact.url].filter(Boolean).join(' · ') || '–'
			}))
		}
	};
}

function areaSteps(rules: PlotNetArea): SheetParts['steps'] {
	if (rules.layers.length === 0 && !hasSetback(rules, rules.setback)) return [];
	const { gross, deductions, net } = netArea(rules, rules.setback);
	const taken = new Map(deductions.map(({ kind, squareMetres }) => [kind, squareMetres]));
	const setback = taken.get('setback');
	return [
		{ label: m.fit_gross(), squareMetres: gross, source: m.fit_gross_source() },
		...rules.layers.map((layer) => ({
			label: deductionWords[layer.kind](),
			squareMetres: -(taken.get(layer.kind) ?? 0) || null,
			source: layerSources(layer, getLocale())
		})),
		...(setback === undefined
			? []
			: [
					{
						label: m.fit_setback(),
						squareMetres: -setback,
						source: setbackText(rules, rules, rules.setback, getLocale())
					}
				]),
		{ label: m.criterion_net(), squareMetres: net, source: m.dossier_source_map() }
	];
}

async function testedBuilding(
	rules: PlotNetArea,
	parameters: URLSearchParams
): Promise<SheetParts['building']> {
	const { building } = readBuilding((name) => parameters.get(name), rules.setback);
	if (building === null) return null;
	const locale = getLocale();
	const verdict = await testInThread({ plot: rules, building });
	const heading = m.dossier_building({ size: size(building.length, building.width, locale) });
	const sentences = [buildingText(building, locale), ...verdictSentences(verdict, locale)];
	const standing = typeof verdict === 'object' ? shownStanding(verdict) : [];
	if (standing.length === 0) return { heading, sentences, drawing: null };
	const svg = placementMap({
		...{ rules, setback: building.setback, standing, lengthText, north: m.dossier_north() }
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

function buildingText({ court, setback, second }: Building, locale: string): string {
	const metres = (value: number) => formatNumber(value, locale, 1);
	const said = m.dossier_building_asked({ court: metres(court), setback: metres(setback) });
	if (second === null) return said;
	const other = size(second.length, second.width, locale);
	return `${said} ${m.dossier_building_second({ size: other, clearance: metres(second.clearance) })}`;
}
