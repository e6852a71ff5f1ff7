import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import { importedAs } from '#lib/domain/import/column-matches.ts';
import {
	converted,
	likelyUnit,
	numberWritten,
	unitsFor,
	type Measured,
	type UnitsByClass
} from '#lib/domain/import/units.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';
import type { SourceFile } from './contract.ts';
import type { ImportedRecord } from './read-records.ts';

/** A column of numbers that files write in more than one unit. */
export interface ReadQuantity {
	column: string;
	/** In which it is kept, in which it was read, and in which it seems to be written, where that is another. */
	standard: string;
	unit: string;
	likely: string | null;
	/** Units that can be chosen, the standard's first. */
	units: readonly string[];
	/** Some values, as the file writes them and in the unit of the standard, by the unit read or likely. */
	samples: { line: number | null; before: number; after: number; drawn: number | null }[];
}

const mostSamples = 3;

/** Turns the values of a file into the units of its class, as somebody says that they are written. */
export function convertQuantities({ schema, records, columns }: SourceFile, units: UnitsByClass) {
	const chosen = units[schema.class] ?? {};
	for (const name of columns) {
		const column = importedAs(schema, name);
		const standard = column === null ? undefined : schema.fields[column]?.unit;
		const unit = column === null ? undefined : chosen[column];
		if (standard === undefined || unit === undefined) continue;
		for (const { properties } of records)
			properties[name] = converted(properties[name], standard, unit);
	}
}

/** Cells by column of the class, in the order of the records of the file. */
type WrittenCells = ReadonlyMap<string, readonly unknown[]>;

/** Records by which it is judged what a column is written in. */
const mostJudged = 500;

/**
 * The quantities of a file as they were written.
 * @param written before they were turned into the unit of the standard
 * @param records those that can be read, with their rank in the file
 */
export function readQuantities(
	schema: ClassSchema,
	written: WrittenCells,
	records: readonly { rank: number; record: ImportedRecord }[],
	units: UnitsByClass
): ReadQuantity[] {
	const judged = records.slice(0, mostJudged);
	return [...written].flatMap(([column, cells]) => {
		const field = schema.fields[column];
		const standard = field?.unit;
		if (standard === undefined) return [];
		const values = judged.flatMap(({ rank, record: { line, feature } }) => {
			const { geometry } = feature;
			const stated = numberWritten(cells[rank]);
			if (stated === null) return [];
			const isArea = column === schema.areaColumn && geometry?.type.endsWith('Polygon') === true;
			const drawn = isArea ? areaHectares(geometry as Parameters<typeof areaHectares>[0]) : null;
			return [{ line, stated, drawn }];
		});
		const unit = units[schema.class]?.[column] ?? standard;
		const likely = unit === standard ? likelyUnit(standard, values, field?.usual ?? null) : null;
		const samples = samplesOf(values, standard, likely ?? unit);
		return [{ column, standard, unit, likely, units: unitsFor(standard), samples }];
	});
}

function samplesOf(
	values: readonly (Measured & { line: number | null })[],
	standard: string,
	unit: string
): ReadQuantity['samples'] {
	return values.slice(0, mostSamples).map(({ line, stated, drawn }) => ({
		...{ line, before: stated, drawn },
		after: Number(converted(stated, standard, unit))
	}));
}

/** The cells of the columns that can be in more than one unit. */
export function writtenQuantities({
	schema,
	records,
	columns
}: SourceFile): Map<string, unknown[]> {
	const written = new Map<string, unknown[]>();
	for (const name of columns) {
		const column = importedAs(schema, name);
		const standard = column === null ? undefined : schema.fields[column]?.unit;
		if (column === null || standard === undefined || unitsFor(standard).length < 2) continue;
		written.set(
			column,
			records.map(({ properties }) => properties[name])
		);
	}
	return written;
}
