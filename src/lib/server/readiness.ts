import { setTimeout as delay } from 'node:timers/promises';
import { territories } from '#lib/backend/territories.ts';
import { appBackend } from './app-backend.ts';

/** `revision` is that of the records as they are written, `served` that of the records that visitors see. */
export type Readiness =
	| { status: 'ok'; revision: number; served: number | null }
	| { status: 'unavailable'; message: string };

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
	const { client, configuration, readings } = appBackend();
	const { revision } = await territories.revisions(client, configuration.id);
	readings.touch();
	return { status: 'ok', revision, served: readings.served?.revisions.revision ?? null };
}

function unavailable(why: string): Readiness {
	return { status: 'unavailable', message: `La base de données ne répond pas : ${why}` };
}
