import type { FigureGround } from '../dashboard/dashboard.ts';
import {
	inventoryTable,
	type ColumnId,
	type Indicator,
	type IndicatorId,
	type IndicatorLine,
	type IndicatorSource
} from '../dashboard/indicator.ts';
import { dashboardOrder, makeIndicator } from '../dashboard/make-indicator.ts';
import { landOfPlace } from '../dashboard/place-land.ts';
import {
	noRecords,
	recordsByPlace,
	recordsOf,
	workingFirms,
	type ScopeRecords
} from '../dashboard/scope-records.ts';
import { scopeText, territoryScope, type Scope } from '../dashboard/scope.ts';

/**
 * Tables that are kept, with the columns that speak of the place alone. What was asked for and sold is told to some and
 * not to others, and is not; what compares a place with the others is read from theirs.
 */
const keptColumns: Partial<Record<IndicatorId, readonly ColumnId[]>> = {
	commercialisation: ['plots', 'hectares', 'withoutArea'],
	amenagement: ['plots', 'hectares', 'withoutArea'],
	propriete: ['plots', 'hectares', 'withoutArea'],
	occupation: ['plots', 'hectares', 'withoutArea'],
	vocation: ['plots', 'hectares', 'withoutArea'],
	disponibilite: ['plots', 'hectares', 'withoutArea'],
	tailles: ['hectares', 'plots'],
	friches: ['brownfields', 'hectares', 'withoutArea'],
	pollution: ['brownfields', 'hectares', 'withoutArea'],
	branches: ['firms', 'jobsLow', 'jobsHigh', 'jobsUnknown'],
	densite: ['firms', 'plots', 'hectares', 'firmsPerHectare']
};
const keptIds = dashboardOrder.filter((id) => keptColumns[id] !== undefined);

/** Whether a figure of a table is kept, so that a past day can say it. */
export const isKept = (table: string, column: ColumnId): boolean =>
	keptColumns[table as IndicatorId]?.includes(column) ?? false;

export type KeptLine = Pick<IndicatorLine, 'key' | 'figures'>;

export interface KeptTable {
	lines: KeptLine[];
	total: KeptLine | null;
	sources: IndicatorSource[];
}

export type KeptTables = Partial<Record<IndicatorId, KeptTable>>;

/** The figures of a place on a day, as they are kept. */
export interface KeptPlace {
	/** As an address writes it. */
	lieu: string;
	chiffres: KeptTables;
	/** Whether something invented is counted. */
	demonstration: boolean;
}

function keptTable({ id, lines, total, sources }: Indicator): KeptTable {
	const own = ({ key, figures }: IndicatorLine): KeptLine => ({
		key,
		figures: Object.fromEntries(
			(keptColumns[id] ?? []).map((column) => [column, figures[column] ?? null])
		)
	});
	return { lines: lines.map(own), total: total && own(total), sources };
}

function keptPlace({ atlas, land, today }: FigureGround) {
	const all = workingFirms(atlas);
	return (scope: Scope, records: ScopeRecords): KeptPlace => {
		const asked = {
			...{ atlas, land: landOfPlace(land, scope), records, all, today },
			...{ criteria: null, lists: null, market: null }
		};
		const tables = keptIds.map((id) => [id, keptTable(makeIndicator(id, asked))] as const);
		return {
			lieu: scopeText(scope),
			chiffres: Object.fromEntries(tables),
			demonstration: tables.some(([, { sources }]) => sources.some((one) => one.demonstration))
		};
	};
}

/** The figures of the territory, and of each EPCI, commune and site, as its day keeps them. */
export function placesToKeep(ground: FigureGround): KeptPlace[] {
	const { atlas } = ground;
	const keep = keptPlace(ground);
	const codes = {
		epci: atlas.epci.map(({ siren }) => siren),
		commune: atlas.communes.map(({ insee }) => insee),
		site: atlas.sites.map(({ id }) => id)
	};
	const parts = (['epci', 'commune', 'site'] as const).flatMap((kind) => {
		const records = recordsByPlace(atlas, kind);
		return codes[kind].map((id) => keep({ kind, id }, records.get(id) ?? noRecords));
	});
	return [keep(territoryScope, recordsOf(atlas, territoryScope)), ...parts];
}

/** A table of a past day as the dashboard shows it: without a way to records, which are those of today. */
export function keptIndicator(id: IndicatorId, table: KeptTable | null): Indicator {
	const columns = [...(keptColumns[id] ?? [])];
	const [drawn = 'plots'] = drawnOf[id] ?? columns;
	if (!table)
		return { id, columns, drawn, lines: [], total: null, unsaid: 'not-kept', sources: [] };
	const line = (own: KeptLine): IndicatorLine => ({ ...own, query: null });
	const { lines, total, sources } = table;
	return { id, columns, drawn, lines: lines.map(line), total: total && line(total), sources };
}

/** The inventory comes first, and keeps its own days, as campaigns. */
const tablesOfDay: readonly IndicatorId[] = [inventoryTable, ...dashboardOrder];

/** Every table of a past day. */
export const keptIndicators = (tables: KeptTables): Indicator[] =>
	tablesOfDay.map((id) => keptIndicator(id, tables[id] ?? null));

/** What a chart draws, where it is not the first column. */
const drawnOf: Partial<Record<IndicatorId, readonly ColumnId[]>> = {
	commercialisation: ['hectares'],
	amenagement: ['hectares'],
	propriete: ['hectares'],
	occupation: ['hectares'],
	vocation: ['hectares'],
	branches: ['jobsHigh'],
	densite: ['firmsPerHectare']
};
