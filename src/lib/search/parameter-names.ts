import type { Criteria, CriterionId, ShapeRelation } from './criteria.ts';
import { networkFlags } from '#lib/domain/vocabulary.ts';

/** Names of the parameters of an address. Where the CNIG has a word, it is the CNIG's. */
export const parameterNames = {
	text: 'q',
	areaMinHa: 'surface_min',
	areaMaxHa: 'surface_max',
	siteLargestMinHa: 'site_plus_grand_min',
	siteSmallestMaxHa: 'site_plus_petit_max',
	priceMinPerM2: 'prix_min',
	priceMaxPerM2: 'prix_max',
	tenures: 'terr_cession_type',
	availableBefore: 'date_dispo_avant',
	epci: 'epci_siren',
	communes: 'comm_insee',
	saleStages: 'terr_stade_comm',
	servicingStages: 'terr_stade_amngt',
	readyToBuild: 'terr_cle_en_main',
	ownerships: 'terr_maitrise_fonc',
	occupancies: 'terr_etat_occup',
	uses: 'terr_usage',
	vocations: 'site_vocadomi',
	networks: 'reseau',
	electricityMinKva: 'elec_kva_min',
	waterMinM3PerDay: 'eau_m3j_min',
	gasMinM3PerHour: 'gaz_m3h_min',
	fibreMinMbitPerS: 'fibre_mbits_min',
	brownfields: 'friches',
	soilPollutions: 'sol_pollution_existe',
	buildingStates: 'bati_etat',
	floodMaxPercent: 'inondable_pct_max',
	wetlandMaxPercent: 'humide_pct_max',
	steepMaxPercent: 'pente_pct_max',
	junctionMaxKm: 'echangeur_km',
	stationMaxKm: 'gare_km',
	freightMaxKm: 'fret_km',
	portMaxKm: 'port_km',
	airfieldMaxKm: 'aerodrome_km',
	borderMaxKm: 'frontiere_km',
	sectors: 'secteur',
	nafDivisions: 'naf',
	sectorRadiusKm: 'secteur_km',
	firmsMin: 'entreprises_min',
	headcountMin: 'effectif_min',
	headcountRadiusKm: 'effectif_km',
	trainingMin: 'formation_min',
	trainingRadiusKm: 'formation_km',
	shape: 'forme',
	shapeRelation: 'forme_rapport',
	shapeOutside: 'forme_dehors',
	wishes: 'souhait',
	strict: 'strict',
	list: 'liste',
	sort: 'tri',
	order: 'ordre',
	page: 'page'
} as const satisfies Record<keyof Criteria | 'list' | 'sort' | 'order' | 'page', string>;

/** Words of the brownfield choice in an address. */
export const brownfieldWords = { with: 'avec', without: 'sans', only: 'seulement' } as const;

/** Words of how a plot must stand to the shape. */
export const relationWords = {
	touching: 'touche',
	within: 'dedans',
	centre: 'centre'
} as const satisfies Record<ShapeRelation, string>;

const networkWords = Object.fromEntries(networkFlags.map((flag) => [flag, flag])) as {
	[F in (typeof networkFlags)[number]]: F;
};

/** What each criterion is called where a wish or a strict criterion is named. */
export const criterionWords: Readonly<Record<CriterionId, string>> = {
	area: 'surface',
	'site-largest': 'site_plus_grand',
	'site-smallest': 'site_plus_petit',
	price: 'prix',
	tenure: 'terr_cession_type',
	available: 'date_dispo',
	epci: 'epci_siren',
	commune: 'comm_insee',
	'sale-stage': 'terr_stade_comm',
	servicing: 'terr_stade_amngt',
	ready: 'terr_cle_en_main',
	ownership: 'terr_maitrise_fonc',
	occupancy: 'terr_etat_occup',
	use: 'terr_usage',
	vocation: 'site_vocadomi',
	brownfields: 'friches',
	'soil-pollution': 'sol_pollution_existe',
	'building-state': 'bati_etat',
	flood: 'inondable',
	wetland: 'humide',
	steep: 'pente',
	...networkWords,
	'electricity-capacity': 'elec_kva',
	'water-capacity': 'eau_m3j',
	'gas-capacity': 'gaz_m3h',
	'fibre-capacity': 'fibre_mbits',
	junction: 'echangeur',
	station: 'gare',
	freight: 'fret',
	port: 'port',
	airfield: 'aerodrome',
	border: 'frontiere',
	text: 'q',
	sectors: 'secteur',
	headcount: 'effectif',
	training: 'formation',
	shape: 'forme'
};
