import { lastingColumns, normalisedColumn, type ClassSchema } from './class-schema.ts';
import type { Field } from '../fields/field.ts';
import { anyValue, expectation, type Expectation } from './expectation.ts';
import { isMissing, readField } from './read-field.ts';
import { shownValue, type ImportIssue } from './issue.ts';
import type { ColumnValue } from './record.ts';

/** What reading the properties of a record takes of a schema: tables without a geometry have that too. */
export type ReadableSchema = Pick<
	ClassSchema,
	'key' | 'fields' | 'companions' | 'aliases' | 'declaredCommune' | 'declaredEpci'
>;

/** Where a record stands, for the messages about it. */
export interface RecordPlace {
	file: string;
	line: number | null;
}

export interface ValidatedProperties {
	key: string | null;
	/** Columns to write; what is stored of the others stays. Null empties. */
	columns: Record<string, ColumnValue>;
	/** Membership that the file states, to be compared with the one that the geometry gives. */
	declared: { commune: string | null; epci: string | null };
	issues: ImportIssue[];
	/** Whether every value without which a record cannot be kept is there. */
	complete: boolean;
}

/** The column of a class that a name in a file stands for. */
export function columnNamed(schema: Pick<ClassSchema, 'aliases'>, name: string): string {
	const normalised = normalisedColumn(name);
	return schema.aliases[normalised] ?? normalised;
}

/**
 * Reads the properties of a record by the schema of its class.
 * @param clear whether a cell that is empty empties what is stored
 */
export function validateProperties(
	schema: ReadableSchema,
	properties: Readonly<Record<string, unknown>>,
	place: RecordPlace,
	clear = false
): ValidatedProperties {
	const named = new Map(
		Object.entries(properties).map(([name, value]) => [columnNamed(schema, name), value])
	);
	const declared = {
		commune: declaredCode(named, schema.declaredCommune),
		epci: declaredCode(named, schema.declaredEpci)
	};
	const key = keyOf(schema, named);
	const columns: Record<string, ColumnValue> = {};
	const issues: ImportIssue[] = [];
	let complete = true;
	for (const [column, field] of Object.entries(schema.fields)) {
		const given = named.get(column);
		const reading = readField(field, given);
		const issue = (said: Expectation, outcome: ImportIssue['outcome'], value: string | null) =>
			issues.push({ ...place, record: key, field: column, value, ...said, outcome });
		if ('expected' in reading) {
			issue(reading, 'refused', shownValue(given));
			// What cannot be read of a wish not to be public must not make a record public.
			complete &&= !field.required && column !== 'publie';
			continue;
		}
		if (reading.repair !== undefined) {
			issue(reading.repair, 'repaired', shownValue(given));
		}
		if (reading.value === null && field.required) {
			issue(anyValue, 'refused', null);
			complete = false;
		}
		const empties = clear && named.has(column) && mayBeEmptied(column, field);
		if (reading.value !== null || empties) columns[column] = reading.value;
	}
	issues.push(...dropUnaccompanied(schema, columns, { ...place, record: key }));
	return { key, columns, declared, issues, complete };
}

function mayBeEmptied(column: string, { required }: Field): boolean {
	return !required && !lastingColumns.includes(column);
}

/**
 * Takes out the values whose companions are missing: a capacity without source and date is a rumour. What is stored
 * of a figure keeps its companions for as long as the figure is not emptied too.
 */
function dropUnaccompanied(
	{ companions = {} }: ReadableSchema,
	columns: Record<string, ColumnValue>,
	place: RecordPlace & { record: string | null }
): ImportIssue[] {
	return Object.entries(companions).flatMap(([column, needed]) => {
		const given = columns[column];
		if (given === null) return [];
		const missing = needed.filter((name) => (columns[name] ?? null) === null);
		for (const name of missing) Reflect.deleteProperty(columns, name);
		if (given === undefined || missing.length === 0) return [];
		Reflect.deleteProperty(columns, column);
		const said = expectation(
			'expects_companions',
			`une valeur accompagnée de ${missing.join(' et ')}`,
			{ columns: missing.join(', ') }
		);
		return [{ ...place, field: column, value: shownValue(given), ...said, outcome: 'refused' }];
	});
}

function keyOf(schema: ReadableSchema, named: ReadonlyMap<string, unknown>): string | null {
	const field = schema.fields[schema.key];
	const reading = field && readField(field, named.get(schema.key));
	const value = reading && 'value' in reading ? reading.value : null;
	if (value !== null) return String(value);
	const given = named.get(schema.key);
	return isMissing(given) ? null : shownValue(given);
}

function declaredCode(named: ReadonlyMap<string, unknown>, column: string | null): string | null {
	const given = column === null ? null : named.get(column);
	if (typeof given !== 'string' && typeof given !== 'number') return null;
	const code = String(given).trim();
	return /^[0-9A-Z]{1,20}$/.test(code) ? code : null;
}
