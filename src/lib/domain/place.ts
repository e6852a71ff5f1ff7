import type { Feature, Geometry, MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import { optionalNumber, optionalText, parseProperties, toLngLat, type LngLat } from './feature.ts';
import { provenanceColumns, provenanceOf, type Provenance } from './provenance.ts';
import { contourMethods, poiTypes, type ContourMethod, type PoiType } from './vocabulary.ts';

const contourMethod = v.nullish(v.picklist(contourMethods), null);

const EpciRow = v.object({
	epci_siren: v.string(),
	epci_nom: v.string(),
	population: optionalNumber,
	commune_nombre: optionalNumber,
	contour_methode: contourMethod,
	...provenanceColumns
});

const CommuneRow = v.object({
	comm_insee: v.string(),
	comm_nom: v.string(),
	epci_siren: v.string(),
	population: optionalNumber,
	surface_ha: optionalNumber,
	contour_methode: contourMethod,
	...provenanceColumns
});

const PoiRow = v.object({
	poi_id: v.string(),
	poi_type: v.picklist(poiTypes),
	poi_nom: v.string(),
	poi_detail: optionalText,
	comm_nom: optionalText,
	...provenanceColumns
});

/** An intercommunality: établissement public de coopération intercommunale. */
export interface Epci {
	siren: string;
	name: string;
	population: number | null;
	communeCount: number | null;
	/** Null while no contour is known. */
	contour: ContourMethod | null;
	provenance: Provenance;
	geometry: Polygon | MultiPolygon | null;
}

export interface Commune {
	insee: string;
	name: string;
	epciSiren: string;
	population: number | null;
	areaHa: number | null;
	contour: ContourMethod | null;
	provenance: Provenance;
	geometry: Polygon | MultiPolygon | null;
}

/** A point of interest: motorway junction, station, freight yard, port, airfield, training, platform, border crossing. */
export interface Poi {
	id: string;
	type: PoiType;
	name: string;
	detail: string | null;
	communeName: string | null;
	provenance: Provenance;
	position: LngLat;
}

/** @throws RecordError naming the field, when the feature is not an EPCI of the OGC collection */
export function parseEpci(feature: Feature<Geometry | null>): Epci {
	const row = parseProperties(EpciRow, feature, 'EPCI');
	return {
		siren: row.epci_siren,
		name: row.epci_nom,
		population: row.population,
		communeCount: row.commune_nombre,
		contour: row.contour_methode,
		provenance: provenanceOf(row),
		geometry: feature.geometry as Epci['geometry']
	};
}

/** @throws RecordError naming the field, when the feature is not a commune of the OGC collection */
export function parseCommune(feature: Feature<Geometry | null>): Commune {
	const row = parseProperties(CommuneRow, feature, 'commune');
	return {
		insee: row.comm_insee,
		name: row.comm_nom,
		epciSiren: row.epci_siren,
		population: row.population,
		areaHa: row.surface_ha,
		contour: row.contour_methode,
		provenance: provenanceOf(row),
		geometry: feature.geometry as Commune['geometry']
	};
}

/** @throws RecordError naming the field, when the feature is not a point of interest of the OGC collection */
export function parsePoi(feature: Feature<Geometry | null>): Poi {
	const row = parseProperties(PoiRow, feature, 'point d’intérêt');
	return {
		id: row.poi_id,
		type: row.poi_type,
		name: row.poi_nom,
		detail: row.poi_detail,
		communeName: row.comm_nom,
		provenance: provenanceOf(row),
		position:
			feature.geometry?.type === 'Point'
				? toLngLat(feature.geometry.coordinates)
				: [Number.NaN, Number.NaN]
	};
}
