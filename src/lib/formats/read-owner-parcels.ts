import type { Geometry } from 'geojson';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import { mostParcels, ownerParcelSchema } from '#lib/domain/import/owner-parcels.ts';
import type { ColumnValue } from '#lib/domain/import/record.ts';
import { reason } from '#lib/domain/reason.ts';
import { FormatError } from './contract.ts';
import { readRecords } from './read-records.ts';

/** A parcel of a file, with the line where it begins: a format that needs none may write all in one. */
export interface OwnerParcel {
	line: number | null;
	values: Record<string, ColumnValue>;
	/** In degrees. */
	geometry: Geometry;
}

export interface OwnerParcelFile {
	parcels: OwnerParcel[];
	/** What was mended, and what was refused: nothing of a file with a refusal is written. */
	issues: ImportIssue[];
}

/**
 * Reads parcels with their owner account, in any format of records.
 * @param date ISO date by which dates are judged
 * @throws FormatError when nothing can be read of it
 */
export async function readOwnerParcels(
	bytes: Uint8Array,
	{ file, date }: { file: string; date: string }
): Promise<OwnerParcelFile> {
	const { records, readCount, issues } = await readRecords(bytes, {
		...{ file, date },
		as: ownerParcelSchema
	});
	if (readCount === 0) {
		throw new FormatError('le fichier n’a aucune parcelle.', reason('features_none'));
	}
	if (readCount > mostParcels) {
		throw new FormatError(
			`plus de ${String(mostParcels)} parcelles dans un fichier`,
			reason('features_most', { most: mostParcels })
		);
	}
	const parcels = records.flatMap(({ line, feature: { geometry, properties } }) =>
		geometry === null ? [] : [{ line, values: properties, geometry }]
	);
	return { parcels, issues };
}
