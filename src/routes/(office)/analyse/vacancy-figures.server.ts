import { inventory, type InventoryFigures, type InventoryLine } from '#lib/backend/inventory.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { AreaFigures, AreasAsked } from '#lib/subjects/indicators/choropleth/area-figures.ts';
import { vacancyMeasure } from '#lib/subjects/indicators/choropleth/measure.ts';
import {
	inventoryTable,
	type ColumnId,
	type Indicator,
	type IndicatorLine,
	type IndicatorSource
} from '#lib/subjects/indicators/dashboard/indicator.ts';
import { nameAmong, type Scope } from '#lib/subjects/indicators/dashboard/scope.ts';
import { rateFinding } from '#lib/subjects/inventory/panels/inventory-words.ts';
import { lineOf, linesOfParts } from '#lib/subjects/inventory/rate-rows.ts';
import { ratesOf } from '#lib/subjects/inventory/rates.ts';

const columns: ColumnId[] = ['units', 'vacancyRate', 'vacancyLow', 'vacancyHigh'];

function figuresOf(line: InventoryLine | undefined): IndicatorLine['figures'] {
	const { units = 0, vacant = 0, unknown = 0 } = line ?? {};
	const { legal, interval } = ratesOf(line);
	const [low, high] = interval ?? [null, null];
	return {
		...{ units, vacant, unknown },
		...{ vacancyRate: legal, vacancyLow: low, vacancyHigh: high }
	};
}

/** Everybody reads the same rates: the last ones known serve while the database is held. */
function figuresAt(day: string, { supabase }: App.Locals): Promise<InventoryFigures> {
	const { configuration, vacancy } = appBackend();
	const query = { territory: configuration.id, days: [day] };
	return vacancy.read(day, () => inventory.figures(supabase, query));
}

function sourcesOf({ source: { date, demonstration } }: InventoryFigures): IndicatorSource[] {
	if (date === null) return [];
	return [{ source: 'inventory', own: true, date, demonstration: demonstration === true }];
}

const firstDayOf = (today: string) => `${today.slice(0, 4)}-01-01`;

/** The card of the place that a line is of; null of a commune, which has none. */
function cardOf({ kind, id }: Pick<InventoryLine, 'kind' | 'id'>): string | null {
	if (kind === 'site') return `/sites/${encodeURIComponent(id)}`;
	return kind === 'epci' ? `/epci/${id}` : null;
}

/** The vacancy rate of the law for each area, at 1 January of the year. */
export async function vacancyFigures(
	{ level, scope, today }: Pick<AreasAsked, 'level' | 'scope'> & { today: string },
	locals: App.Locals
): Promise<AreaFigures> {
	const { ask } = await readTerritory();
	const day = firstDayOf(today);
	const [{ frame, areas }, figures] = await Promise.all([
		ask.areas({ level, scope }),
		figuresAt(day, locals)
	]);
	return {
		...{ id: inventoryTable, measure: vacancyMeasure, level, frame, columns },
		drawn: 'vacancyRate',
		lines: areas.map(({ id, name }) => {
			const line = figuresOf(lineOf(figures.lines, { kind: level, id }, day));
			return {
				...{ key: id, name, figures: line, query: null },
				card: level === 'site' ? cardOf({ kind: level, id }) : null,
				missing: line.vacancyRate === null ? 'nothing' : null
			};
		}),
		total: { key: 'total', figures: figuresOf(lineOf(figures.lines, frame, day)), query: null },
		sources: sourcesOf(figures)
	};
}

/** The vacancy rate of a place and of what it is made of, at 1 January of the year, as a table of the dashboard. */
export async function vacancyTable(
	scope: Scope,
	today: string,
	locals: App.Locals
): Promise<Indicator> {
	const { ask } = await readTerritory();
	const day = firstDayOf(today);
	const [places, figures] = await Promise.all([ask.placesToAnalyse(), figuresAt(day, locals)]);
	const { lines, firstSeen } = figures;
	const [locale, own] = [getLocale(), lineOf(lines, scope, day)];
	const named = (line: InventoryLine): IndicatorLine => ({
		...{ key: line.id, name: nameAmong(places, line) ?? line.id, figures: figuresOf(line) },
		...{ query: null, card: cardOf(line) }
	});
	return {
		id: inventoryTable,
		columns: ['units', 'vacant', 'unknown', 'vacancyRate', 'vacancyLow', 'vacancyHigh'],
		drawn: 'vacancyHigh',
		lines: linesOfParts(lines, scope, day)
			.map(named)
			.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '', locale)),
		total: own ? { key: 'total', figures: figuresOf(own), query: null } : null,
		finding: rateFinding(own, { day, firstSeen }, locale),
		sources: sourcesOf(figures)
	};
}
