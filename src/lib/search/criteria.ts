import type { Sector } from '#lib/domain/sector.ts';
import type {
	brownfieldLists,
	NetworkFlag,
	plotLists,
	PlotSaleStage,
	PlotServicingStage,
	SiteVocation
} from '#lib/domain/vocabulary.ts';
import type { AreaShape } from '#lib/geo/area-shape.ts';

/** Names of the criteria. Each network is a criterion by itself, under its CNIG name. */
export type CriterionId =
	| 'offered'
	| 'area'
	| 'site-largest'
	| 'site-smallest'
	| 'price'
	| 'tenure'
	| 'available'
	| 'epci'
	| 'commune'
	| 'sale-stage'
	| 'servicing'
	| 'ready'
	| 'ownership'
	| 'occupancy'
	| 'use'
	| 'vocation'
	| 'offer'
	| 'space'
	| 'height'
	| 'floor-load'
	| 'crane'
	| 'docks'
	| 'freshness'
	| 'brownfields'
	| 'soil-pollution'
	| 'building-state'
	| 'flood'
	| 'wetland'
	| 'steep'
	| NetworkFlag
	| 'electricity-capacity'
	| 'water-capacity'
	| 'gas-capacity'
	| 'fibre-capacity'
	| 'junction'
	| 'station'
	| 'freight'
	| 'port'
	| 'airfield'
	| 'border'
	| 'text'
	| 'sectors'
	| 'headcount'
	| 'training'
	| 'shape';

/** How much a wish counts: a little, plainly, a lot. */
export type Weight = 1 | 2 | 3;

/** How a plot must stand to the shape: share a point with it, lie in it, or have its centre in it. */
export const shapeRelations = ['touching', 'within', 'centre'] as const;
export type ShapeRelation = (typeof shapeRelations)[number];

/** What a visitor asks for. An empty list or null means that the criterion is not set. */
export interface Criteria {
	/** Only what can be had: plots known to be on sale. Sale stages asked for by name take its place. */
	offered: boolean;
	text: string;
	/** Gross area in hectares. */
	areaMinHa: number | null;
	areaMaxHa: number | null;
	/** Area in hectares of the largest plot of the plot's site, at least; of the smallest, at most. */
	siteLargestMinHa: number | null;
	siteSmallestMaxHa: number | null;
	/** Price asked, € per m² before tax. */
	priceMinPerM2: number | null;
	priceMaxPerM2: number | null;
	tenures: (typeof plotLists.terr_cession_type)[number][];
	/** ISO date by which the plot must be free. */
	availableBefore: string | null;
	epci: string[];
	communes: string[];
	saleStages: PlotSaleStage[];
	servicingStages: PlotServicingStage[];
	readyToBuild: boolean;
	ownerships: (typeof plotLists.terr_maitrise_fonc)[number][];
	occupancies: (typeof plotLists.terr_etat_occup)[number][];
	uses: (typeof plotLists.terr_usage)[number][];
	vocations: SiteVocation[];
	/** Land, or a space inside a building. */
	offers: (typeof plotLists.offre_type)[number][];
	/** Of a space inside a building; land says nothing of it. */
	spaceMinM2: number | null;
	spaceMaxM2: number | null;
	heightMinM: number | null;
	floorLoadMinKgPerM2: number | null;
	craneMinT: number | null;
	docksMin: number | null;
	/** Days since the owner's confirmation, else since the record's last check, at most. */
	confirmedWithinDays: number | null;
	/** At the plot itself, else on its site; the same for the capacities. */
	networks: NetworkFlag[];
	electricityMinKva: number | null;
	waterMinM3PerDay: number | null;
	gasMinM3PerHour: number | null;
	fibreMinMbitPerS: number | null;
	brownfields: 'with' | 'without' | 'only';
	/** Of the brownfield that the plot lies on; a plot on none is not concerned and passes. */
	soilPollutions: (typeof brownfieldLists.sol_pollution_existe)[number][];
	buildingStates: (typeof brownfieldLists.bati_etat)[number][];
	/** Share of the plot covered by a constraint, in %. */
	floodMaxPercent: number | null;
	wetlandMaxPercent: number | null;
	steepMaxPercent: number | null;
	/** Distances in km: by road where the site declares it, else in a straight line. */
	junctionMaxKm: number | null;
	stationMaxKm: number | null;
	freightMaxKm: number | null;
	portMaxKm: number | null;
	airfieldMaxKm: number | null;
	borderMaxKm: number | null;
	/** Neighbours: firms of one of these sectors or NAF divisions (two digits). */
	sectors: Sector[];
	nafDivisions: string[];
	/** Radius in km, straight line, within which `firmsMin` such firms must stand. */
	sectorRadiusKm: number;
	firmsMin: number;
	/** Employees of all firms within `headcountRadiusKm` of the plot's centre. */
	headcountMin: number | null;
	headcountRadiusKm: number;
	/** Training places within `trainingRadiusKm`. */
	trainingMin: number | null;
	trainingRadiusKm: number;
	shape: AreaShape | null;
	shapeRelation: ShapeRelation;
	/** True keeps the plots that do not stand to the shape as `shapeRelation` says. */
	shapeOutside: boolean;
	/** Criteria that rank instead of eliminating, each with its weight; all others are musts. */
	wishes: Partial<Record<CriterionId, Weight>>;
	/** Criteria that a plot fails when its source does not say. */
	strict: CriterionId[];
}

export const defaultSectorRadiusKm = 5;
export const defaultHeadcountRadiusKm = 10;
export const defaultTrainingRadiusKm = 20;

/** Nothing asked: every plot. */
export const noCriteria: Readonly<Criteria> = Object.freeze({
	offered: false,
	text: '',
	areaMinHa: null,
	areaMaxHa: null,
	siteLargestMinHa: null,
	siteSmallestMaxHa: null,
	priceMinPerM2: null,
	priceMaxPerM2: null,
	tenures: [],
	availableBefore: null,
	epci: [],
	communes: [],
	saleStages: [],
	servicingStages: [],
	readyToBuild: false,
	ownerships: [],
	occupancies: [],
	uses: [],
	vocations: [],
	offers: [],
	spaceMinM2: null,
	spaceMaxM2: null,
	heightMinM: null,
	floorLoadMinKgPerM2: null,
	craneMinT: null,
	docksMin: null,
	confirmedWithinDays: null,
	networks: [],
	electricityMinKva: null,
	waterMinM3PerDay: null,
	gasMinM3PerHour: null,
	fibreMinMbitPerS: null,
	brownfields: 'with',
	soilPollutions: [],
	buildingStates: [],
	floodMaxPercent: null,
	wetlandMaxPercent: null,
	steepMaxPercent: null,
	junctionMaxKm: null,
	stationMaxKm: null,
	freightMaxKm: null,
	portMaxKm: null,
	airfieldMaxKm: null,
	borderMaxKm: null,
	sectors: [],
	nafDivisions: [],
	sectorRadiusKm: defaultSectorRadiusKm,
	firmsMin: 1,
	headcountMin: null,
	headcountRadiusKm: defaultHeadcountRadiusKm,
	trainingMin: null,
	trainingRadiusKm: defaultTrainingRadiusKm,
	shape: null,
	shapeRelation: 'touching',
	shapeOutside: false,
	wishes: {},
	strict: []
});

/** What the map opens on: what can be had. */
export const openingCriteria: Readonly<Criteria> = Object.freeze({ ...noCriteria, offered: true });
