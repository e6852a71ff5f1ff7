import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import type { MatchesByClass } from '#lib/domain/import/column-matches.ts';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import { reason, RefusedError } from '#lib/domain/reason.ts';

/** A file that cannot be read at all; the message says why and what was expected, in French. */
export class FormatError extends RefusedError {
	override name = 'FormatError';
}

export interface ReadContext {
	/** Name of the file, for messages. */
	file: string;
	/** Class that the user says the file is of; found from its columns when absent. */
	as?: ClassSchema | undefined;
	/** What its sender says of its columns, by class. */
	matches?: MatchesByClass | undefined;
	/** Layer to read of a file that holds several; the first that can be read when absent. */
	layer?: string | undefined;
}

/** A geometry as the file writes it: GeoJSON, the text of a cell, or the GeometryFault of one that cannot be read. */
export interface SourceGeometry {
	column: string;
	value: unknown;
}

export interface SourceRecord {
	/** Line of the file where the record starts, from 1. */
	line: number | null;
	properties: Record<string, unknown>;
	/** In the order in which they count. */
	geometries: SourceGeometry[];
}

export interface SourceFile {
	schema: ClassSchema;
	/** Names of the columns, as the file writes them. */
	columns: string[];
	records: SourceRecord[];
	/** What was detected, mended or refused while reading. */
	notes: ImportIssue[];
	/** Layer that was read, and the others that hold records of a class. */
	layer?: string;
	otherLayers?: readonly string[];
}

/**
 * Reads a file of one format.
 * @throws FormatError when nothing can be read of it
 */
export type ReadFormat = (bytes: Uint8Array, context: ReadContext) => SourceFile;

/** More features in one file than a territory has firms, and fewer than fill a server's memory. */
export const mostFeatures = 500_000;
/** More columns than any table of the standards has. */
const mostColumns = 1000;

/** @throws FormatError for a file of more than `mostFeatures` features */
export function refuseFeatures(count: number): void {
	if (count <= mostFeatures) return;
	throw new FormatError(
		`plus de ${mostFeatures.toLocaleString('fr-FR')} objets dans une couche`,
		reason('features_most', { most: mostFeatures })
	);
}

/** @throws FormatError for a table of more than `mostColumns` columns */
export function refuseColumns(count: number): void {
	if (count <= mostColumns) return;
	throw new FormatError(
		`la table a ${count} colonnes ; attendu : ${mostColumns} au plus.`,
		reason('columns_most', { count, most: mostColumns })
	);
}
