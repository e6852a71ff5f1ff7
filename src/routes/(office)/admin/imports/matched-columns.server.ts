import { columnMatches } from '#lib/backend/column-matches.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import {
	importedAs,
	matchableColumns,
	tellingMatches,
	type ColumnMatches,
	type MatchesByClass
} from '#lib/domain/import/column-matches.ts';
import { importableSchemas, schemaNamed } from '#lib/domain/import/detect-class.ts';
import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import type { RecordsFile } from '#lib/formats/read-records.ts';
import { m } from '#lib/paraglide/messages.js';
import { leftOutValue, matchFieldPrefix } from './match-field.ts';

/** What the form says of columns, by class; or the sentence that refuses it. */
export function saidInForm(form: FormData): MatchesByClass | { fault: string } {
	const said: Record<string, Record<string, string | null>> = {};
	for (const [field, value] of form) {
		if (!field.startsWith(matchFieldPrefix) || typeof value !== 'string') continue;
		const [name, ...rest] = field.slice(matchFieldPrefix.length).split(':');
		const schema = schemaNamed(name ?? '');
		const column = value === leftOutValue ? null : value;
		if (!schema || (column !== null && !matchableColumns(schema).includes(column))) {
			return { fault: m.admin_match_unknown({ value: value.slice(0, 60) }) };
		}
		(said[schema.class] ??= {})[rest.join(':')] = column;
	}
	return said;
}

/** What was said before, and what is said now, which counts more; without what goes without saying. */
export function joinedMatches(former: MatchesByClass, said: MatchesByClass): MatchesByClass {
	const joined = importableSchemas.map((schema) => {
		const { class: name } = schema;
		return [name, tellingMatches(schema, { ...former[name], ...said[name] })] as const;
	});
	return Object.fromEntries(joined.filter(([, matches]) => Object.keys(matches).length > 0));
}

/** Keeps what is said for the next files of the same member; what goes without saying is forgotten. */
export async function rememberMatches(
	client: BackendClient,
	territory: string,
	said: MatchesByClass
): Promise<void> {
	for (const schema of importableSchemas) {
		const matches = said[schema.class];
		if (!matches) continue;
		await columnMatches.keep(client, {
			territory,
			class: schema.class,
			said: toKeep(schema, matches)
		});
	}
}

function toKeep(schema: ClassSchema, matches: ColumnMatches): Record<string, string | null> {
	return Object.fromEntries(
		Object.entries(matches).map(([name, column]) => [
			name,
			column === importedAs(schema, name) ? null : (column ?? '')
		])
	);
}

/** A column that a file can be matched to. */
export interface MatchTarget {
	column: string;
	label: string;
	required: boolean;
}

/** The columns of each class that the files bring, with what the database says of them. */
export async function matchTargets(
	service: BackendClient,
	files: readonly RecordsFile[]
): Promise<Record<string, MatchTarget[]>> {
	const classes = [...new Set(files.map(({ schema }) => schema.class))];
	const targets = classes.map(async (name) => {
		const schema = schemaNamed(name);
		const labels = await columnMatches.labels(service, name);
		const columns = (schema ? matchableColumns(schema) : []).map((column) => ({
			column,
			label: labels[column] ?? '',
			required: schema?.fields[column]?.required === true
		}));
		return [name, columns] as const;
	});
	return Object.fromEntries(await Promise.all(targets));
}
