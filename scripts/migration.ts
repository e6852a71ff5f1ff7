/**
 * `npm run migration [-- NAME]`: writes the migration that brings `supabase/migrations` to where `supabase/schemas`
 * are; without a name, tells what differs. `npm run migration -- baseline` writes the first one.
 */
import { relative, join } from 'node:path';
import { readMigrations } from '#lib/server/embedded/migration-files.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { parseCommandLine, UsageError } from './command-line/options.ts';
import { baselineOf } from './migration/baseline.ts';
import { compareCatalogues } from './migration/catalogue.ts';
import { migrationName, saveMigration } from './migration/migration-file.ts';
import { readSchemaFiles } from './migration/schema-files.ts';
import { readBoth } from './migration/two-databases.ts';
import { writeMigration } from './migration/written-migration.ts';
import { endWithSentence } from './serve/console.ts';

const usage = 'Usage : npm run migration [-- NOM]';
const root = projectRoot();
const directory = join(root, 'supabase', 'migrations');

function save(name: string, sql: string): string {
	return relative(root, saveMigration(directory, name, sql, new Date()));
}

function writeBaseline(): void {
	const [first] = readMigrations(directory);
	if (first) {
		throw new UsageError(
			`Le socle est la première migration, et supabase/migrations commence par ${first.version}_${first.name} : écrivez la suite avec « npm run migration -- <nom> ».`
		);
	}
	console.log(`${save('baseline', baselineOf(readSchemaFiles(root)))} : écrit.`);
}

async function run(): Promise<void> {
	const line = parseCommandLine(process.argv.slice(2), { usage, valued: [], switches: [] });
	const [given, unexpected] = line.positionals;
	if (unexpected !== undefined) {
		throw new UsageError(`Argument « ${unexpected} » inattendu.\n${usage}`);
	}
	const name = given === undefined ? undefined : migrationName(given);
	if (name === 'baseline') {
		writeBaseline();
		return;
	}
	const files = readSchemaFiles(root);
	const { wanted, found } = await readBoth(files, directory);
	const differences = compareCatalogues(wanted, found);
	for (const one of differences) {
		const change = one.found === null ? '+' : one.wanted === null ? '-' : '~';
		console.log(`${change} ${one.kind} ${one.name}`);
	}
	if (differences.length === 0) {
		console.log('Rien à écrire : supabase/schemas et supabase/migrations disent la même chose.');
	} else if (name !== undefined) {
		const { sql, complete } = writeMigration(differences, wanted, files);
		console.log(
			complete
				? `${save(name, sql)} : écrit, relisez-le.`
				: `${save(name, sql)} : écrit, à compléter là où il le dit ; aucune base ne s’ouvre avant.`
		);
	}
}

run().catch(endWithSentence);
