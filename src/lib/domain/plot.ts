import type { Feature, Geometry, MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import { eachConstraint, shareField, type ConstraintShares } from './constraint-kinds.ts';
import { parseProperties } from './feature.ts';
import { rowColumns } from './fields/row-columns.ts';
import { plotFields } from './fields/terrain-eco.ts';
import type { HallFrontier } from './hall-frontier.ts';
import { provenanceColumns, provenanceOf, type Provenance } from './provenance.ts';
import type { NetworkCapacities } from './site.ts';
import {
	plotNetworkFlags,
	type PermitState,
	type plotLists,
	type PlotNetworkFlag
} from './vocabulary.ts';

const plotRow = rowColumns(plotFields, ['terr_utile', 'terr_identif_date']);

/** CNIG terrain-eco as the OGC collection `terrains` serves it: what each of its columns may be. */
export const plotColumns = {
	...plotRow,
	offre_type: v.optional(plotRow.offre_type.wrapped, 'Terrain'),
	...provenanceColumns
};
const PlotRow = v.object(plotColumns);
export type PlotRow = v.InferOutput<typeof PlotRow>;

/** A space inside a building, as far as it is described; null where the source does not say. */
export interface Space {
	areaM2: number | null;
	/** Clear height in m. */
	heightM: number | null;
	floorLoadKgPerM2: number | null;
	/** Capacity of the strongest crane in tonnes, 0 without a crane. */
	craneT: number | null;
	docks: number | null;
}

/** Of what is no free land: 0 ha, and no plots. */
export interface AssembledArea {
	hectares: number;
	/** Identifiers, its own among them. */
	plots: string[];
}

/** A plot of land for industry (CNIG: terrain), or a space in a building that stands on it. */
export interface Plot {
	id: string;
	siteId: string | null;
	siteName: string | null;
	lot: string | null;
	/** 14-character cadastral parcel ids. */
	parcels: string[];
	/** Gross area in hectares. */
	areaHa: number | null;
	ownership: string;
	servicingStage: (typeof plotLists.terr_stade_amngt)[number];
	saleStage: (typeof plotLists.terr_stade_comm)[number];
	occupancy: string;
	use: string;
	readyToBuild: boolean | null;
	tenure: string | null;
	brownfieldUrl: string | null;
	offer: (typeof plotLists.offre_type)[number];
	description: string | null;
	space: Space;
	/** Networks at the plot itself; null where its site's hold. */
	networks: Record<PlotNetworkFlag, boolean | null>;
	/** Capacities at the plot itself, in the unit of their name; null where its site's hold. */
	capacities: Record<keyof NetworkCapacities, number | null>;
	/** ISO date on which who offers it last confirmed the listing; null for an imported record. */
	confirmed: string | null;
	/** ISO date from which the plot can be had. */
	availableFrom: string | null;
	/** Price asked, € per m² before tax. */
	askingPrice: number | null;
	/** Whether the price is told on request rather than shown; null when the source does not say. */
	priceOnRequest: boolean | null;
	/** What constraints cover of its area. */
	shares: ConstraintShares;
	/** Area in hectares beside the constraints and within the setback that the territory counts; null when it counts none. */
	netHa: number | null;
	/** Largest buildings that stand on it; null until they are computed. */
	halls: HallFrontier | null;
	/** The largest area in hectares that it reaches with adjacent free plots, and with which; null until it is computed. */
	assembled: AssembledArea | null;
	/** Zone of the planning document with its source; null where none is known. */
	zone: { type: string; source: string | null } | null;
	/** Whether that zone gives a permit, and its last day (ISO) where it has one; null where nobody knows. */
	permit: { state: PermitState; lastDay: string | null } | null;
	/** ISO date of the record's last check. */
	updated: string | null;
	epciSiren: string | null;
	epciName: string | null;
	inseeCode: string | null;
	communeName: string | null;
	provenance: Provenance;
	geometry: Polygon | MultiPolygon;
}

/** @throws RecordError naming the field, when the feature is not a terrain of the OGC collection */
export function parsePlot(feature: Feature<Geometry | null>): Plot {
	const row = parseProperties(PlotRow, feature, 'terrain');
	return plotOf(row, feature.geometry as Plot['geometry']);
}

/** A plot from a row that has been parsed. */
export function plotOf(row: PlotRow, geometry: Plot['geometry']): Plot {
	return {
		id: row.terr_id,
		siteId: row.site_id,
		siteName: row.site_nom,
		lot: row.terr_lot,
		parcels: row.terr_refcad?.split('|').filter(Boolean) ?? [],
		areaHa: row.terr_surf_brute,
		ownership: row.terr_maitrise_fonc,
		servicingStage: row.terr_stade_amngt,
		saleStage: row.terr_stade_comm,
		occupancy: row.terr_etat_occup,
		use: row.terr_usage,
		readyToBuild: row.terr_cle_en_main,
		tenure: row.terr_cession_type,
		brownfieldUrl: row.terr_url_cartofriches,
		offer: row.offre_type,
		description: row.terr_description,
		...atPlotItself(row),
		confirmed: row.confirme_le,
		availableFrom: row.date_dispo,
		askingPrice: row.terr_prix_demande_m2,
		priceOnRequest: row.terr_prix_sur_demande,
		shares: eachConstraint((kind) => row[shareField(kind)]),
		netHa: row.terr_surf_nette,
		halls: hallsOf(row),
		assembled: assembledOf(row),
		zone:
			row.terr_zone_urba === null
				? null
				: { type: row.terr_zone_urba, source: row.terr_zone_source },
		permit:
			row.terr_permis === null ? null : { state: row.terr_permis, lastDay: row.terr_permis_fin },
		updated: row.terr_actu_date,
		epciSiren: row.epci_siren,
		epciName: row.epci_nom,
		inseeCode: row.comm_insee,
		communeName: row.comm_nom,
		provenance: provenanceOf(row),
		geometry
	};
}

function hallsOf({ terr_halle_tient: fits, terr_halle_exclue: refused }: PlotRow) {
	return fits === null || refused === null ? null : { fits, refused };
}

function assembledOf({ terr_surf_reunie: hectares, terr_reunis: plots }: PlotRow) {
	return hectares === null ? null : { hectares, plots: plots?.split('|').filter(Boolean) ?? [] };
}

function atPlotItself(row: PlotRow): Pick<Plot, 'space' | 'networks' | 'capacities'> {
	return {
		space: {
			areaM2: row.surflocal,
			heightM: row.hbat,
			floorLoadKgPerM2: row.local_charge_sol_kgm2,
			craneT: row.local_pont_roulant_t,
			docks: row.local_quais_nb
		},
		networks: Object.fromEntries(
			plotNetworkFlags.map((flag) => [flag, row[flag]])
		) as Plot['networks'],
		capacities: {
			electricityKva: row.elec_capacite_kva,
			waterM3PerDay: row.eau_capacite_m3j,
			gasM3PerHour: row.gaz_capacite_m3h,
			fibreMbitPerS: row.fibre_capacite_mbits
		}
	};
}

/** When the plot was last vouched for: its owner's confirmation, else the record's last check. */
export function vouchedOn(plot: Plot): string | null {
	return plot.confirmed ?? plot.updated;
}

/** The six groups of sale stages that the map colours. */
export const stageGroups = [
	'for-sale',
	'constrained',
	'reserved',
	'sold',
	'off-market',
	'unmarketable'
] as const;
export type StageGroup = (typeof stageGroups)[number];

const groupOfStage: Partial<Record<Plot['saleStage'], StageGroup>> = {
	'en vente': 'for-sale',
	'en vente avec contraintes': 'constrained',
	'réservé par option de réservation': 'reserved',
	"réservé par une délibération de l'EPCI": 'reserved',
	'vendu, commercialisation achevée': 'sold',
	'non commercialisé': 'off-market'
};

/** Group of a sale stage; "non commercialisable" and unstated ones are not marketable. */
export function stageGroupOf(stage: Plot['saleStage']): StageGroup {
	return groupOfStage[stage] ?? 'unmarketable';
}

/** Stages at which a plot can be bought or rented now. */
export const stagesOnSale = [
	'en vente',
	'en vente avec contraintes'
] as const satisfies Plot['saleStage'][];

/** Whether the plot can be bought or rented now, with or without constraints. */
export function isOnSale({ saleStage }: Pick<Plot, 'saleStage'>): boolean {
	return (stagesOnSale as readonly string[]).includes(saleStage);
}

/** Whether a plot could be put to use: on sale, or not yet and nobody is there. */
export function isFree({ saleStage, occupancy }: Pick<Plot, 'saleStage' | 'occupancy'>): boolean {
	return isOnSale({ saleStage }) || (saleStage === 'non commercialisé' && occupancy !== 'occupé');
}
