import { setting } from '#env';
import { createServiceClient } from '#lib/backend/client.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { keepContours } from '#lib/server/sync/keep-contours.ts';
import { SyncError, usualPatience } from '#lib/server/sync/resilient-fetch.ts';
import { repeat, type RepeatedWork } from './repeated-work.ts';

const day = 86_400_000;

/**
 * Has the official contours fetched in the background where they are due and GEO_API_URL answers: looks every day
 * whether a month has passed. A network that is closed is a line in the log, once, and is tried again every day.
 */
export function startContourWork(say: (message: string) => void): RepeatedWork {
	const baseUrl = setting('GEO_API_URL');
	if (baseUrl === 'off') return { stop: () => Promise.resolve() };
	let silent = false;
	const look = async (signal: AbortSignal) => {
		const { backend, configuration } = appBackend();
		const client = createServiceClient(backend);
		const patience = { ...usualPatience, signal };
		const done = await keepContours({ client, configuration, baseUrl, now: new Date(), patience });
		if (done !== null) say(done);
		silent = false;
	};
	return repeat(look, {
		...{ firstAfter: 5_000, every: day },
		onFault: (fault) => {
			if (!(fault instanceof SyncError)) console.error('Contours officiels :', fault);
			else if (!silent) say(`${fault.message} Les contours en place sont gardés.`);
			silent = fault instanceof SyncError;
		}
	});
}
