import type { Feature, Geometry, MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import { parseProperties } from './feature.ts';
import { rowColumns } from './fields/row-columns.ts';
import { siteFields } from './fields/site-eco.ts';
import { provenanceColumns, provenanceOf, type Provenance } from './provenance.ts';
import { networkFlags, type NetworkFlag, type siteLists } from './vocabulary.ts';

const SiteRow = v.object({ ...rowColumns(siteFields), ...provenanceColumns });

/** Distance by road that the site's owner declares, in whole km (CNIG). */
export interface DeclaredAccess {
	kind: 'motorway' | 'station' | 'freight' | 'airport' | 'port';
	name: string | null;
	km: number | null;
}

/** What a network can still give, with who said so and when (ISO date). */
export interface NetworkCapacity {
	value: number;
	source: string;
	date: string;
}

/** Capacity left on a site's networks; null when nobody has said it. */
export interface NetworkCapacities {
	electricityKva: NetworkCapacity | null;
	waterM3PerDay: NetworkCapacity | null;
	gasM3PerHour: NetworkCapacity | null;
	fibreMbitPerS: NetworkCapacity | null;
}

/** A business park or an isolated industrial site (CNIG: site économique). */
export interface Site {
	id: string;
	name: string;
	type: string;
	vocation: (typeof siteLists.site_vocadomi)[number];
	state: string;
	areaHa: number | null;
	usableAreaHa: number | null;
	description: string | null;
	developerType: string | null;
	developerName: string | null;
	url: string | null;
	road: string | null;
	/** What each network's presence is known to be; null when the source does not say. */
	networks: Record<NetworkFlag, boolean | null>;
	capacities: NetworkCapacities;
	access: DeclaredAccess[];
	updated: string | null;
	epciSiren: string | null;
	epciName: string | null;
	inseeCode: string | null;
	communeName: string | null;
	provenance: Provenance;
	geometry: Polygon | MultiPolygon;
}

/** @throws RecordError naming the field, when the feature is not a site of the OGC collection */
export function parseSite(feature: Feature<Geometry | null>): Site {
	const row = parseProperties(SiteRow, feature, 'site');
	return {
		id: row.site_id,
		name: row.site_nom,
		type: row.site_type,
		vocation: row.site_vocadomi,
		state: row.site_etat,
		areaHa: row.site_surf_brute,
		usableAreaHa: row.site_surf_utile,
		description: row.site_description,
		developerType: row.site_moa_type,
		developerName: row.site_moa_nom,
		url: row.site_url,
		road: row.desserte_route_nom,
		networks: Object.fromEntries(networkFlags.map((flag) => [flag, row[flag]])) as Site['networks'],
		capacities: {
			electricityKva: capacity(
				row.elec_capacite_kva,
				row.elec_capacite_source,
				row.elec_capacite_date
			),
			waterM3PerDay: capacity(row.eau_capacite_m3j, row.eau_capacite_source, row.eau_capacite_date),
			gasM3PerHour: capacity(row.gaz_capacite_m3h, row.gaz_capacite_source, row.gaz_capacite_date),
			fibreMbitPerS: capacity(
				row.fibre_capacite_mbits,
				row.fibre_capacite_source,
				row.fibre_capacite_date
			)
		},
		access: declaredAccess(row),
		updated: row.site_actu_date,
		epciSiren: row.site_epci_siren,
		epciName: row.epci_nom,
		inseeCode: row.site_comm_insee,
		communeName: row.comm_nom,
		provenance: provenanceOf(row),
		geometry: feature.geometry as Polygon | MultiPolygon
	};
}

/** The database refuses a capacity without source and date: one without them is not known. */
function capacity(
	value: number | null,
	source: string | null,
	date: string | null
): NetworkCapacity | null {
	return value === null || source === null || date === null ? null : { value, source, date };
}

function declaredAccess(row: v.InferOutput<typeof SiteRow>): DeclaredAccess[] {
	const all: DeclaredAccess[] = [
		{ kind: 'motorway', name: row.autoroute_nom, km: row.autoroute_echang_dist },
		{ kind: 'station', name: row.gare_nom, km: row.gare_dist },
		{ kind: 'freight', name: row.gare_fret_nom, km: row.gare_fret_dist },
		{ kind: 'airport', name: row.aeroport_nom, km: row.aeroport_dist },
		{ kind: 'port', name: row.port_nom, km: row.port_dist }
	];
	return all.filter((access) => access.name !== null || access.km !== null);
}
