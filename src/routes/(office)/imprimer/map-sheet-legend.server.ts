import { legendSample } from '#lib/documents/legend-sample.ts';
import { paperTints } from '#lib/domain/ground-colours.ts';
import { stageTints } from '#lib/domain/meaning-colours.ts';
import { stageGroupOf, stageGroups } from '#lib/domain/plot.ts';
import { sectors } from '#lib/domain/sector.ts';
import { poiTypes } from '#lib/domain/vocabulary.ts';
import type { LayerDescription } from '#lib/panels/layer-description.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Criteria } from '#lib/search/criteria.ts';
import type { MapSheet } from '#lib/server/territory/map-sheet-question.ts';
import { formatDate } from '#lib/ui/format.ts';
import { codeLabel } from '#lib/words/vocabulary-words.ts';

/** What the signs of a layer stand for, in the order of its legend: those that the sheet shows. */
function shownEntries({ name, legend }: LayerDescription, sheet: MapSheet) {
	const among = (all: readonly string[], shown: readonly string[]) =>
		legend.filter((_, at) => {
			const sign = all[at];
			// What stands behind the list says how circles grow, or is not drawn on paper.
			return sign === undefined ? name === 'firms' : shown.includes(sign);
		});
	switch (name) {
		case 'plots':
			return among(
				stageGroups,
				sheet.plots.flatMap(({ passes, saleStage }) => (passes ? stageGroupOf(saleStage) : []))
			);
		case 'firms':
			return among(
				sectors,
				sheet.firms.map(({ sector }) => sector)
			);
		case 'pois':
			return among(
				poiTypes,
				sheet.pois.map(({ type }) => type)
			);
		default:
			return legend;
	}
}

/** The legend of the layers, with what the criteria rule out and what a concession would add. */
export function legendOf(described: readonly LayerDescription[], sheet: MapSheet) {
	const eliminated = {
		kind: 'area',
		light: paperTints.light.labelSoft,
		pattern: 'outline'
	} as const;
	const near = { kind: 'area', light: stageTints['for-sale'].light, pattern: 'dashed' } as const;
	return described.flatMap((layer) => [
		...shownEntries(layer, sheet).map(({ label, swatch }) => ({
			svg: legendSample(swatch),
			label
		})),
		...(layer.name === 'plots' && sheet.plots.some(({ nearlyPasses }) => nearlyPasses)
			? [{ svg: legendSample(near), label: m.near_legend() }]
			: []),
		...(layer.name === 'plots' &&
		sheet.plots.some(({ passes, nearlyPasses }) => !passes && !nearlyPasses)
			? [{ svg: legendSample(eliminated), label: m.map_sheet_eliminated() }]
			: [])
	]);
}

/** Signs of no layer: what was drawn, found and chosen. */
export function ownLegend({ chosen }: MapSheet, { shape }: Criteria, place: string | null) {
	const { drawn, selected } = paperTints.light;
	return [
		...(shape === null
			? []
			: [
					{
						svg: legendSample({ kind: 'area', light: drawn, pattern: 'dashed' }),
						label: m.map_sheet_drawn()
					}
				]),
		...(place === null
			? []
			: [{ svg: legendSample({ kind: 'circle', light: drawn, size: 30 }), label: place }]),
		...(chosen === null
			? []
			: [
					{
						svg: legendSample({ kind: 'area', light: selected, pattern: 'outline' }),
						label: m.map_sheet_chosen({ name: chosen.name })
					}
				])
	];
}

/** Each layer of records with its sources and the day of the last one. */
export function sourcesOf(described: readonly LayerDescription[]): string[] {
	return described
		.filter(({ sources }) => sources.length > 0)
		.map(({ title, sources, date, licences }) =>
			m.map_sheet_source({
				layer: title,
				sources: [...sources.map(codeLabel), ...licences].join(', '),
				date: date === null ? '–' : formatDate(date, getLocale())
			})
		);
}
