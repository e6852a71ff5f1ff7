import { setting } from '#env';
import { createServiceClient } from '#lib/backend/client.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { keepContours } from '#lib/server/sync/keep-contours.ts';
import { SyncError, usualPatience } from '#lib/server/sync/resilient-fetch.ts';

/** After the first visitors are served, and then as often as it is seen whether a month has passed, in ms. */
const firstAfter = 5000;
const day = 86_400_000;

/**
 * Has the official contours fetched in the background where they are due and GEO_API_URL answers. A network that is
 * closed is a line in the log, once, and is tried again every day.
 */
export function startContourWork(say: (message: string) => void): { stop: () => Promise<void> } {
	const baseUrl = setting('GEO_API_URL');
	if (baseUrl === 'off') return { stop: () => Promise.resolve() };
	const ended = new AbortController();
	let running: Promise<void> = Promise.resolve();
	let silent = false;
	const look = async () => {
		const { backend, configuration } = appBackend();
		const client = createServiceClient(backend);
		const patience = { ...usualPatience, signal: ended.signal };
		const done = await keepContours({ client, configuration, baseUrl, now: new Date(), patience });
		if (done !== null) say(done);
		silent = false;
	};
	const work = () => {
		running = look().catch((fault: unknown) => {
			if (ended.signal.aborted) return;
			if (!(fault instanceof SyncError)) console.error('Contours officiels :', fault);
			else if (!silent) say(`${fault.message} Les contours en place sont gardés.`);
			silent = fault instanceof SyncError;
		});
	};
	const first = setTimeout(work, firstAfter);
	const following = setInterval(work, day);
	return {
		stop: () => {
			ended.abort();
			clearTimeout(first);
			clearInterval(following);
			return running;
		}
	};
}
