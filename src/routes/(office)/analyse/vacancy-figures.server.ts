import { inventory, type InventoryLine } from '#lib/backend/inventory.ts';
import { vacancyInterval, vacancyRate } from '#lib/domain/vacancy.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { AreaFigures, AreasAsked } from '#lib/subjects/indicators/choropleth/area-figures.ts';
import { vacancyMeasure } from '#lib/subjects/indicators/choropleth/measure.ts';
import {
	inventoryTable,
	type ColumnId,
	type IndicatorLine
} from '#lib/subjects/indicators/dashboard/indicator.ts';
import { lineOf } from '#lib/subjects/inventory/rate-rows.ts';

const columns: ColumnId[] = ['units', 'vacancyRate', 'vacancyLow', 'vacancyHigh'];

function figuresOf(line: InventoryLine | undefined): IndicatorLine['figures'] {
	const { units = 0, vacant = 0, unknown = 0 } = line ?? {};
	const [low, high] = vacancyInterval(units, vacant, unknown) ?? [null, null];
	return {
		units,
		vacancyRate: vacancyRate(units, vacant),
		vacancyLow: low,
		vacancyHigh: high
	};
}

/** The vacancy rate of the law for each area, at 1 January of the year. */
export async function vacancyFigures(
	{ level, scope, today }: Pick<AreasAsked, 'level' | 'scope' | 'today'>,
	locals: App.Locals
): Promise<AreaFigures> {
	locals.beyondRecords = true;
	const { ask, configuration } = await readTerritory();
	const day = `${today.slice(0, 4)}-01-01`;
	const [{ frame, areas }, { lines, source }] = await Promise.all([
		ask.areas({ level, scope }),
		inventory.figures(locals.supabase, { territory: configuration.id, days: [day] })
	]);
	const { date, demonstration } = source;
	return {
		...{ id: inventoryTable, measure: vacancyMeasure, level, frame, columns },
		drawn: 'vacancyRate',
		lines: areas.map(({ id, name }) => {
			const figures = figuresOf(lineOf(lines, { kind: level, id }, day));
			return {
				...{ key: id, name, figures, query: null },
				card: level === 'site' ? `/sites/${encodeURIComponent(id)}` : null,
				missing: figures.vacancyRate === null ? 'nothing' : null
			};
		}),
		total: { key: 'total', figures: figuresOf(lineOf(lines, frame, day)), query: null },
		sources:
			date === null
				? []
				: [{ source: 'inventory', own: true, date, demonstration: demonstration === true }]
	};
}
