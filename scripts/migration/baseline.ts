import type { SchemaFile } from './schema-files.ts';

/** The files of the schema as one migration, for databases that have nothing yet. */
export function baselineOf(files: readonly SchemaFile[]): string {
	const parts = files.map(({ path, sql }) => `-- ${path}\n\n${sql}`);
	return [
		'-- Made from supabase/schemas by `npm run migration -- baseline`: read them there, and change nothing here.\n',
		...parts
	].join('\n');
}
