import { date, text, truth, url, type Field } from './field.ts';
import type { RecordClass } from './record.ts';

/** Kinds of geometry that a class stores. */
export type GeometryKind = 'surface' | 'points' | 'point-or-surface';

/** What a file must hold for a class, and how its columns are named and written. */
export interface ClassSchema {
	class: RecordClass;
	/** French name, for messages. */
	label: string;
	key: string;
	geometry: GeometryKind;
	/** Columns of a table that hold the geometry, the one that counts first. */
	geometryColumns: readonly string[];
	fields: Readonly<Record<string, Field>>;
	/** Columns without which another means nothing: a figure's source and date, by the figure's column. */
	companions?: Readonly<Record<string, readonly string[]>>;
	/** Column that states the area of the geometry, in ha. */
	areaColumn?: string;
	/** Other names of a column, in lower case with underscores. */
	aliases: Readonly<Record<string, string>>;
	/** Columns that state the membership, which the geometry decides: compared, never written. */
	declaredCommune: string | null;
	declaredEpci: string | null;
	/** Known columns that are not written, and why, in French. */
	ignored: Readonly<Record<string, string>>;
	/** Columns that date the record and name its source, the first filled one counting. */
	dateColumns: readonly string[];
	sourceColumns: readonly string[];
}

/** Provenance that a file may state for each record, as our own exports do. */
export const provenanceFields: Readonly<Record<string, Field>> = {
	source_nom: text(),
	source_date: date(),
	source_methode: text(),
	source_licence: text(),
	source_url: url(),
	demonstration: truth(),
	publie: truth()
};

/** What every record states or is given: an empty cell never empties it. */
export const lastingColumns: readonly string[] = [
	'source_nom',
	'source_date',
	'source_methode',
	'demonstration',
	'publie',
	'contour_methode'
];

/** Columns of ours that the database computes or joins in; an export carries them, an import does not. */
export const computedColumns: Readonly<Record<string, string>> = {
	epci_nom: 'calculé par la géométrie',
	comm_nom: 'calculé par la géométrie',
	site_epci_nom: 'calculé par la géométrie',
	site_comm_nom: 'calculé par la géométrie',
	part_zone_inondable_pct: 'calculé par la géométrie',
	part_zone_humide_pct: 'calculé par la géométrie',
	part_pente_forte_pct: 'calculé par la géométrie',
	terr_surf_nette: 'calculé par la géométrie',
	terr_halle_tient: 'calculé par la géométrie',
	terr_halle_exclue: 'calculé par la géométrie',
	terr_surf_reunie: 'calculé par les terrains voisins',
	terr_reunis: 'calculé par les terrains voisins',
	terr_zone_urba: 'calculé par le document d’urbanisme',
	terr_zone_source: 'calculé par le document d’urbanisme',
	terr_permis: 'calculé par le document d’urbanisme',
	terr_permis_fin: 'calculé par le document d’urbanisme',
	id: 'l’identifiant est dans la colonne clé'
};

/** Columns that hold a geometry whatever the class, after the class's own. */
export const commonGeometryColumns: readonly string[] = [
	'geometry',
	'geom',
	'the_geom',
	'wkt',
	'geojson'
];

/** A column name as schemas write it: lower case, underscores (`ban-id`, `SIRET`). */
export function normalisedColumn(name: string): string {
	return name
		.trim()
		.toLowerCase()
		.replaceAll(/[-\s]+/g, '_');
}
