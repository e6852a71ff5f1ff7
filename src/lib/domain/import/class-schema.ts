import type { LeftOutReason } from '../fields/left-out.ts';
import { date, text, truth, url, type Field, type Fields } from '../fields/field.ts';
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
	/** Known columns that are not written, and why. */
	ignored: Readonly<Record<string, LeftOutReason>>;
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

/** An export carries it beside the key. */
const repeatedKey = { id: 'key' } as const;

/**
 * What a file of a class brings of its columns, and why the others are not written: an export of ours carries those that
 * the database computes or reads elsewhere, an import does not.
 */
export function importedColumns(all: Fields): Pick<ClassSchema, 'fields' | 'ignored'> {
	const fields: Record<string, Field> = {};
	const ignored: Record<string, LeftOutReason> = {};
	for (const [name, field] of Object.entries(all))
		if (field.from === undefined) fields[name] = field;
		else ignored[name] = field.from;
	return {
		fields: { ...fields, ...provenanceFields },
		ignored: { ...ignored, ...repeatedKey }
	};
}

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
