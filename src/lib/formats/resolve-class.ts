import { normalisedColumn, type ClassSchema } from '#lib/domain/import/class-schema.ts';
import { matchedSchema, type MatchesByClass } from '#lib/domain/import/column-matches.ts';
import { detectClass, importableSchemas } from '#lib/domain/import/detect-class.ts';
import { reason } from '#lib/domain/reason.ts';
import { FormatError, refuseColumns, type ReadContext } from './contract.ts';

/**
 * The class of a file: the one the user says, else the one its columns tell, else the one for which the user has said
 * which column is the key. Its columns are named as the user says, where they do.
 * @throws FormatError listing the classes, when neither does, and for more columns than any class has
 */
export function resolveClass(
	columns: readonly string[],
	sample: Readonly<Record<string, unknown>>,
	context: ReadContext
): ClassSchema {
	refuseColumns(columns.length);
	const { matches = {} } = context;
	const schema = context.as ?? detectClass(columns, sample) ?? classOfKey(columns, matches);
	if (schema) return matchedSchema(schema, matches[schema.class]);
	const classes = importableSchemas.map((known) => known.class).join(', ');
	const seen = columns.slice(0, 8).join(', ');
	throw new FormatError(
		`classe non reconnue d’après les colonnes (${seen || 'aucune'}) ; précisez --as CLASSE, avec une classe parmi : ${classes}.`,
		reason('class_unknown', { columns: seen || '–' })
	);
}

function classOfKey(columns: readonly string[], matches: MatchesByClass): ClassSchema | undefined {
	return importableSchemas.find((schema) => {
		const said = matches[schema.class] ?? {};
		return columns.some((name) => said[normalisedColumn(name)] === schema.key);
	});
}
