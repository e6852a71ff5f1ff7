import type { Feature, Geometry, MultiPolygon, Point, Polygon } from 'geojson';
import * as v from 'valibot';
import { optionalNumber, optionalText, parseProperties } from './feature.ts';
import { provenanceColumns, provenanceOf, type Provenance } from './provenance.ts';
import { brownfieldLists } from './vocabulary.ts';

const BrownfieldRow = v.object({
	site_id: v.string(),
	site_nom: v.string(),
	site_type: v.picklist(brownfieldLists.site_type),
	site_adresse: optionalText,
	site_statut: optionalText,
	site_occupation: optionalText,
	site_actu_date: optionalText,
	site_url: optionalText,
	activite_libelle: optionalText,
	activite_fin_annee: v.nullish(v.union([v.string(), v.number()]), null),
	bati_surface: optionalNumber,
	bati_etat: optionalText,
	bati_pollution: optionalText,
	bati_patrimoine: optionalText,
	sol_pollution_existe: optionalText,
	unite_fonciere_surface: optionalNumber,
	urba_zone_type: optionalText,
	epci_siren: optionalText,
	epci_nom: optionalText,
	comm_insee: optionalText,
	comm_nom: optionalText,
	...provenanceColumns
});

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
