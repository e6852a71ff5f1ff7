import type { Feature, Geometry, MultiPolygon, Point, Polygon } from 'geojson';
import * as v from 'valibot';
import { parseProperties } from './feature.ts';
import { brownfieldFields } from './fields/friche.ts';
import { rowColumns } from './fields/row-columns.ts';
import { provenanceColumns, provenanceOf, type Provenance } from './provenance.ts';

const BrownfieldRow = v.object({ ...rowColumns(brownfieldFields), ...provenanceColumns });

/** A brownfield (CNIG Friches). */
export interface Brownfield {
	id: string;
	name: string;
	type: string;
	address: string | null;
	status: string | null;
	occupation: string | null;
	formerActivity: string | null;
	activityEndYear: string | null;
	/** Floor area in m². */
	floorAreaM2: number | null;
	buildingState: string | null;
	buildingPollution: string | null;
	heritage: string | null;
	soilPollution: string | null;
	/** Area of the land unit in hectares. */
	areaHa: number | null;
	planningZone: string | null;
	url: string | null;
	updated: string | null;
	epciSiren: string | null;
	epciName: string | null;
	inseeCode: string | null;
	communeName: string | null;
	provenance: Provenance;
	geometry: Point | Polygon | MultiPolygon;
}

const squareMetresPerHectare = 10_000;

/** @throws RecordError naming the field, when the feature is not a brownfield of the OGC collection */
export function parseBrownfield(feature: Feature<Geometry | null>): Brownfield {
	const row = parseProperties(BrownfieldRow, feature, 'friche');
	return {
		id: row.site_id,
		name: row.site_nom,
		type: row.site_type,
		address: row.site_adresse,
		status: row.site_statut,
		occupation: row.site_occupation,
		formerActivity: row.activite_libelle,
		activityEndYear: row.activite_fin_annee === null ? null : String(row.activite_fin_annee),
		floorAreaM2: row.bati_surface,
		buildingState: row.bati_etat,
		buildingPollution: row.bati_pollution,
		heritage: row.bati_patrimoine,
		soilPollution: row.sol_pollution_existe,
		areaHa:
			row.unite_fonciere_surface === null
				? null
				: row.unite_fonciere_surface / squareMetresPerHectare,
		planningZone: row.urba_zone_type,
		url: row.site_url,
		updated: row.site_actu_date,
		epciSiren: row.epci_siren,
		epciName: row.epci_nom,
		inseeCode: row.comm_insee,
		communeName: row.comm_nom,
		provenance: provenanceOf(row),
		geometry: feature.geometry as Brownfield['geometry']
	};
}
