import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../../scripts/check/running-server.ts';
import { dataFolder } from './data-folder.ts';
import type { Engine } from './engines.ts';
import type { PreparedTerritory } from './prepared-territory.ts';

/** Keys of the Supabase behind a server. */
export interface ServerKeys {
	publishableKey: string;
	secretKey: string;
}

/**
 * A data folder and a database of their own, copied from a territory that was prepared, and a server on them.
 * @param prepared undefined for a server that prepares its territory itself
 * @param more environment of that server, asked for once before it starts
 */
export async function serverOnCopy(
	engine: Engine,
	prepared: PreparedTerritory | undefined,
	{ data, more }: { data: ReturnType<typeof dataFolder>; more: () => Promise<object> }
) {
	if (prepared) cpSync(prepared.folder, data.path, { recursive: true });
	else if (!engine.fromNothing) throw new Error(`no territory was prepared on ${engine.name}`);
	const database = await engine.open(prepared?.database);
	const environment: Record<string, string> = {
		...database.environment,
		FORGETERRE_DATA: data.path,
		...(await more())
	};
	return { environment, drop: database.drop, server: await startServer(environment) };
}

export function keysIn(dataPath: string): ServerKeys {
	const file = join(dataPath, 'nord-ardennes', 'keys.json');
	return JSON.parse(readFileSync(file, 'utf8')) as ServerKeys;
}
