import { landValues } from '#lib/domain/land-figures.ts';
import type { Provenance } from '#lib/domain/provenance.ts';

/** Tables of the dashboard, by the name that their CSV has in an address. */
export const indicatorIds = [
	'vacance',
	'commercialisation',
	'amenagement',
	'propriete',
	'occupation',
	'vocation',
	'disponibilite',
	'tailles',
	'friches',
	'pollution',
	'branches',
	'epci',
	'densite',
	'demande',
	'pertes',
	'ecoulement'
] as const;
export type IndicatorId = (typeof indicatorIds)[number];

/** The table that the inventory counts; the others are made of the records that the map shows. */
export const inventoryTable = 'vacance' satisfies IndicatorId;
export type RecordTableId = Exclude<IndicatorId, typeof inventoryTable>;

/** Tables whose lines are the values of one field of their records: of land, of brownfields, of firms. */
export const landTables = landValues satisfies readonly IndicatorId[];
export const brownfieldTables = ['friches', 'pollution'] as const satisfies IndicatorId[];
export const firmTables = ['branches', 'epci'] as const satisfies IndicatorId[];

const notStated = 'non-renseigne';

/** The key of a line in an address, and back. */
export const keyText = (key: string | null): string => key ?? notStated;
export const keyOfText = (text: string): string | null => (text === notStated ? null : text);

/** Columns of figures; the unit is in the name. */
export const columnIds = [
	'plots',
	'hectares',
	'withoutArea',
	'brownfields',
	'firms',
	'jobsLow',
	'jobsHigh',
	'jobsUnknown',
	'index',
	'firmsPerHectare',
	'briefs',
	'lost',
	'searches',
	'soldPlots',
	'soldHectares',
	'years',
	'units',
	'vacant',
	'unknown',
	'vacancyRate',
	'vacancyLow',
	'vacancyHigh'
] as const;
export type ColumnId = (typeof columnIds)[number];

/** A line of a table: a figure is null where nothing can be said, never NaN. */
export interface IndicatorLine {
	/** Code, NAF division, SIREN or word of the line; null where the source does not say. */
	key: string | null;
	/** Name of the place that a line is about. */
	name?: string;
	figures: Partial<Record<ColumnId, number | null>>;
	/** Query of the map that gives exactly the records of the line; null where the search cannot say it. */
	query: string | null;
	/** Path of the card that shows the plots of a line which the search cannot say. */
	card?: string | null;
}

/** Who says it: one line a source, with its latest date. */
export interface IndicatorSource {
	source: string;
	/** Whether `source` is a word for what this site counts itself (`demand`, `sales`, `inventory`). */
	own?: true;
	date: string;
	demonstration: boolean;
}

/** Lines of figures, with what is said of all of them. */
export interface FigureTable {
	id: IndicatorId;
	columns: ColumnId[];
	/** What the chart draws. */
	drawn: ColumnId;
	/** What the chart draws under it, for comparison. */
	beside?: ColumnId;
	lines: IndicatorLine[];
	/** Of all lines together; null where lines overlap. */
	total: IndicatorLine | null;
	/** Why figures are missing: counted by EPCI alone, too few to be told, no dated sale, not kept of a past day; null where they are not. */
	unsaid?: 'by-epci' | 'few' | 'no-date' | 'not-kept' | null;
	/** What it finds, in words, where whoever counts it says so: the tables of records are worded by what they are of. */
	finding?: string;
	sources: IndicatorSource[];
}

/** A table of the dashboard. */
export type Indicator = FigureTable;

/** Sum of hectares to the m², so that communes add up to their EPCI and to the territory. */
export function sumHectares(areas: readonly (number | null)[]): number {
	const squareMetres = areas.reduce<number>(
		(sum, area) => sum + Math.round((area ?? 0) * 10_000),
		0
	);
	return squareMetres / 10_000;
}

/** The sources of some records, each with the latest of its dates. */
export function sourcesOf(
	records: readonly { provenance: Pick<Provenance, 'source' | 'date' | 'demonstration'> }[]
): IndicatorSource[] {
	// By the name alone: 300,000 records have a handful of them, and a key made for each is what would take time.
	const [bySource, invented] = [
		new Map<string, IndicatorSource>(),
		new Map<string, IndicatorSource>()
	];
	for (const { provenance } of records) {
		const { source, date, demonstration } = provenance;
		const known = (demonstration ? invented : bySource).get(source);
		if (!known || known.date < date)
			(demonstration ? invented : bySource).set(source, { source, date, demonstration });
	}
	return [...bySource.values(), ...invented.values()].toSorted((a, b) =>
		a.source.localeCompare(b.source, 'fr')
	);
}
