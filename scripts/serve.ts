/**
 * `npm start`: opens and fills the database while the client is built, then serves both.
 * Options and environment: serve/options.ts. Every fault at start is a sentence and exit code 1.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setting, settle } from '#env';
import { answerFromMemory } from '#lib/server/answers/answer-from-memory.ts';
import { KeptAnswers } from '#lib/server/answers/kept-answers.ts';
import { recordsVersion } from '#lib/server/answers/same-for-all.ts';
import { largestBody } from '#lib/server/body-limit.ts';
import { closeIntake } from '#lib/server/intake/read-outside.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { startDelivery } from '#lib/server/mail/delivery.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import { announceSiteAddress } from '#lib/server/site-address.ts';
import { buildWhereStale } from './serve/client-build.ts';
import { startContourWork } from './serve/contours.ts';
import { endWhenInDoubt, endWithSentence, say, secondsSince } from './serve/console.ts';
import { startHallWork } from './serve/halls.ts';
import { startHourlyWork } from './serve/hourly.ts';
import { compressed, listen, type Handler } from './serve/listen.ts';
import { oneClickEnds } from './serve/one-click-ends.ts';
import { openTerritory } from './serve/open-territory.ts';
import { parseServeOptions } from './serve/options.ts';

const root = resolve(import.meta.dirname, '..');

async function start() {
	const begin = performance.now();
	let close = () => Promise.resolve();
	stopOnSignal(() => close());
	endWhenInDoubt(() => close());
	const options = parseServeOptions(process.argv.slice(2));
	const listening = await listen(options.port, options.host);
	const backend = await openAndBuild(options.territoryFile);
	const answers = new KeptAnswers(setting('FORGETERRE_MEMORY_MB') / 4);
	const made = oneClickEnds(compressed(await importHandler()));
	listening.answerWith(answerFromMemory(answers, recordsVersion, made));
	backend.setAddress(listening.address);
	announceSiteAddress(listening.address);
	const hourly = startHourlyWork(say);
	const halls = startHallWork();
	const contours = startContourWork(say);
	const delivery = startDelivery(postOffice());
	close = async () => {
		await closeIntake();
		await contours.stop();
		await halls.stop();
		await hourly.stop();
		await listening.close();
		await delivery.stop();
		await backend.close();
	};
	say(`Forgeterre est prête (${secondsSince(begin)}) : ${listening.address}`);
}

/** Both at once; a fault of the database stops the build, a fault of the build closes the database. */
async function openAndBuild(territoryFile: string): Promise<Backend> {
	const abort = new AbortController();
	const opening = openTerritory(territoryFile, say);
	opening.catch(() => {
		abort.abort();
	});
	const building = buildWhereStale(root, say, abort.signal);
	const [opened, built] = await Promise.allSettled([opening, building]);
	if (opened.status === 'rejected') throw opened.reason;
	if (built.status === 'fulfilled') return opened.value;
	await opened.value.close();
	throw built.reason;
}

async function importHandler(): Promise<Handler> {
	// adapter-node reads both when it is imported; without the first every form post is refused on http.
	settle('PROTOCOL_HEADER', 'x-forwarded-proto');
	settle('BODY_SIZE_LIMIT', String(largestBody));
	if (setting('BEHIND_PROXY')) settle('ADDRESS_HEADER', 'x-forwarded-for');
	const built = pathToFileURL(join(root, 'build/handler.js')).href;
	const { handler } = (await import(built)) as { handler: Handler };
	return handler;
}

function stopOnSignal(close: () => Promise<void>) {
	const stop = (signal: NodeJS.Signals) => {
		process.once(signal, () => process.exit(1));
		say('Arrêt de Forgeterre…');
		close().then(() => process.exit(0), endWithSentence);
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
}

start().catch(endWithSentence);
