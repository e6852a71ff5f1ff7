/** Fields that land is counted by: of the plot, and the vocation of its site. */
export const landValues = [
	'commercialisation',
	'amenagement',
	'propriete',
	'occupation',
	'vocation'
] as const;

/** What land is counted by: its fields, when a plot on sale can be had, the size of a plot on sale. */
export const landCountTables = [...landValues, 'disponibilite', 'demande'] as const;
export type LandCountTable = (typeof landCountTables)[number];

/** Where what is counted together lies; null where no such place is known. */
interface LandPlace {
	/** INSEE code of the commune. */
	commune: string | null;
	/** SIREN. */
	epci: string | null;
	site: string | null;
}

/** Plots of a place that have one value. */
export interface LandCount extends LandPlace {
	table: LandCountTable;
	/** The value, null where it is not stated; a place among the days or the bounds that were asked, by number. */
	key: string | null;
	plots: number;
	/** Of each plot its hectares rounded to the m². */
	squareMetres: number;
	withoutArea: number;
	/** Of the largest of them; null where none has an area. */
	largestHa: number | null;
}

export const landSizeLines = ['plus-petit', 'median', 'plus-grand'] as const;

/** A size among the plots on sale of a place, and how many are at or beyond it. */
export interface LandSize {
	/** `territoire`, `epci`, `commune` or `site`, and its key. */
	kind: string;
	id: string;
	line: (typeof landSizeLines)[number];
	hectares: number;
	/** The same with the six decimals of an address, so that the plot that gave it stays inside. */
	bound: number;
	plots: number;
}

/** Who says what is counted, and when last. */
export interface LandSource extends LandPlace {
	onSale: boolean;
	withArea: boolean;
	occupancy: string;
	source: string;
	/** ISO date, the latest. */
	date: string;
	demonstration: boolean;
}

/** The land of a territory as the database counts it: spaces in buildings, whose ground would count twice, left out. */
export interface LandFigures {
	counts: LandCount[];
	/** Of the places that have a plot on sale whose area is known. */
	sizes: LandSize[];
	sources: LandSource[];
}
