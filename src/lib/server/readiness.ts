import { setTimeout as delay } from 'node:timers/promises';
import { territories } from '#lib/backend/territories.ts';
import { appBackend } from './app-backend.ts';

export type Readiness = { status: 'ok' } | { status: 'unavailable'; message: string };

/** How long the database may take to answer, in ms. */
const longest = 2_000;

/** Whether the database answers, by one small read of it; never throws. */
export async function readiness(): Promise<Readiness> {
	const late = new AbortController();
	try {
		return await Promise.race([
			askDatabase(),
			delay(longest, unavailable(`pas de réponse en ${String(longest / 1000)} s`), {
				signal: late.signal
			})
		]);
	} catch (fault) {
		return unavailable(fault instanceof Error ? fault.message : String(fault));
	} finally {
		late.abort();
	}
}

async function askDatabase(): Promise<Readiness> {
	const { client, configuration } = appBackend();
	await territories.revision(client, configuration.id);
	return { status: 'ok' };
}

function unavailable(why: string): Readiness {
	return { status: 'unavailable', message: `La base de données ne répond pas : ${why}` };
}
