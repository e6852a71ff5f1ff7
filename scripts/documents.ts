/**
 * `npm run documents`: writes what documents tell from elsewhere: the variables of docs/operate.md from src/environment.ts, and
 * docs/database.md from supabase/schemas.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentTable } from '#env';
import { projectRoot } from '#lib/server/project-root.ts';
import { databasePage } from './migration/database-page.ts';
import { readSchemaFiles } from './migration/schema-files.ts';
import { fromSchemas } from './migration/two-databases.ts';
import { endWithSentence, say } from './serve/console.ts';

const docs = join(projectRoot(), 'docs');
const table = /^\| variable .*?(?=\n\n)/ms;

async function run(): Promise<void> {
	const operate = join(docs, 'operate.md');
	writeFileSync(operate, readFileSync(operate, 'utf8').replace(table, environmentTable));
	const page = await fromSchemas(readSchemaFiles(projectRoot()), databasePage);
	writeFileSync(join(docs, 'database.md'), page);
	say('docs/operate.md, docs/database.md : écrits.');
}

run().catch(endWithSentence);
