import type { Sector } from '#lib/domain/sector.ts';
import type {
	NetworkFlag,
	PlotSaleStage,
	PlotServicingStage,
	SiteVocation
} from '#lib/domain/vocabulary.ts';
import type { AreaShape } from '#lib/geo/area-shape.ts';

/** What a visitor asks for. An empty list or null means that the criterion is not set. */
export interface Criteria {
	text: string;
	/** Gross area in hectares. */
	areaMinHa: number | null;
	areaMaxHa: number | null;
	epci: string[];
	communes: string[];
	saleStages: PlotSaleStage[];
	servicingStages: PlotServicingStage[];
	readyToBuild: boolean;
	vocations: SiteVocation[];
	networks: NetworkFlag[];
	brownfields: 'with' | 'without' | 'only';
	/** Straight-line distances in km. */
	junctionMaxKm: number | null;
	stationMaxKm: number | null;
	portMaxKm: number | null;
	sectors: Sector[];
	/** Radius in km within which a firm of the chosen sectors must stand. */
	sectorRadiusKm: number;
	shape: AreaShape | null;
}

export const defaultSectorRadiusKm = 5;

export const noCriteria: Readonly<Criteria> = Object.freeze({
	text: '',
	areaMinHa: null,
	areaMaxHa: null,
	epci: [],
	communes: [],
	saleStages: [],
	servicingStages: [],
	readyToBuild: false,
	vocations: [],
	networks: [],
	brownfields: 'with',
	junctionMaxKm: null,
	stationMaxKm: null,
	portMaxKm: null,
	sectors: [],
	sectorRadiusKm: defaultSectorRadiusKm,
	shape: null
});
