/**
 * `npm start`: opens and fills the database of each territory while the client is built, then serves them.
 * Options and environment: serve/options.ts. Every fault at start is a sentence and exit code 1.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setting, settle } from '#env';
import { largestBody } from '#lib/server/body-limit.ts';
import { ownBaseMap } from '#lib/server/ground/own-base-map.ts';
import { closeIntake } from '#lib/server/intake/read-outside.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { byHost } from './serve/by-host.ts';
import { buildWhereStale } from './serve/client-build.ts';
import { endWhenInDoubt, endWithSentence, say, secondsSince } from './serve/console.ts';
import { compressed, listen, type Handler } from './serve/listen.ts';
import { oneClickEnds } from './serve/one-click-ends.ts';
import { openTerritory, type TerritoryToOpen } from './serve/open-territory.ts';
import { parseServeOptions } from './serve/options.ts';
import { territoriesToOpen } from './serve/territories-to-open.ts';
import { serveTerritory } from './serve/territory-service.ts';

const root = resolve(import.meta.dirname, '..');

async function start() {
	const begin = performance.now();
	let close = () => Promise.resolve();
	stopOnSignal(() => close());
	endWhenInDoubt(() => close());
	const options = parseServeOptions(process.argv.slice(2));
	const listening = await listen(options.port, options.host);
	await ownBaseMap();
	const territories = await territoriesToOpen(options.territoryFiles, listening.address);
	const backends = await openAndBuild(territories);
	const made = oneClickEnds(compressed(await importHandler()));
	const services = territories.map((territory) => serveTerritory(territory, made));
	listening.answerWith(byHost(services.map(({ hosted }) => hosted)));
	for (const [index, { configuration }] of territories.entries()) {
		const path = territories.length > 1 ? `/t/${configuration.id}` : '';
		backends[index]?.setAddress(listening.address + path);
	}
	close = async () => {
		await closeIntake();
		await Promise.all(services.map(({ rest }) => rest()));
		await listening.close();
		await Promise.all(services.map(({ stop }) => stop()));
		await closeAll(backends);
	};
	say(`Forgeterre est prête (${secondsSince(begin)}) : ${listening.address}`);
	if (services.length > 1)
		for (const { hosted } of services) say(`  ${hosted.name} : ${hosted.address}`);
}

/** Both at once; a fault of a database stops the build, a fault of the build closes the databases. */
async function openAndBuild(territories: readonly TerritoryToOpen[]): Promise<Backend[]> {
	const abort = new AbortController();
	const opening = openAll(territories);
	opening.catch(() => {
		abort.abort();
	});
	const building = buildWhereStale(root, say, abort.signal);
	const [opened, built] = await Promise.allSettled([opening, building]);
	if (opened.status === 'rejected') throw opened.reason;
	if (built.status === 'fulfilled') return opened.value;
	await closeAll(opened.value);
	throw built.reason;
}

/** One after the other: the opening of one takes a processor of its own. A fault of one closes the others. */
async function openAll(territories: readonly TerritoryToOpen[]): Promise<Backend[]> {
	const opened: Backend[] = [];
	try {
		for (const territory of territories) opened.push(await openTerritory(territory, say));
		return opened;
	} catch (fault) {
		await closeAll(opened);
		throw fault;
	}
}

const closeAll = (backends: readonly Backend[]) =>
	Promise.all(backends.map((backend) => backend.close())).then(() => undefined);

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
