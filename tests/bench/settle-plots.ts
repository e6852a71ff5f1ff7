import { createServiceClient } from '#lib/backend/client.ts';
import { keepAssembled } from '#lib/server/fit/keep-assembled.ts';
import { openBackend } from '#lib/server/open-backend.ts';
import postgres from 'postgres';
import { drawHallsInSql } from './drawn-halls.ts';

const territory = 'nord-ardennes';

/**
 * Leaves nothing to be computed in the background: a server would write while it is measured, and have all plots read
 * again. Assembled areas are computed, buildings are drawn: computing those of 300,000 plots takes an hour.
 */
export async function settlePlots(dataDirectory: string, databaseUrl: string): Promise<void> {
	// Brings a database of an earlier day up to date first.
	const backend = await openBackend({ dataDirectory, databaseUrl, purpose: 'le banc' });
	try {
		await keepAssembled({ service: createServiceClient(backend), territory });
	} finally {
		await backend.close();
	}
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	await drawHallsInSql(sql).finally(() => sql.end());
}
