import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createServiceClient, type BackendClient } from '#lib/backend/client.ts';
import { halls, type DuePlot } from '#lib/backend/halls.ts';
import type { HallFrontier } from '#lib/domain/hall-frontier.ts';
import { loadTerritory, seedTerritory } from '#lib/seed/seed-territory.ts';
import { keepAssembled } from '#lib/server/fit/keep-assembled.ts';
import { keepComputed } from '#lib/server/fit/keep-computed.ts';
import { openBackend } from '#lib/server/open-backend.ts';
import { FitGround } from '#lib/subjects/fit/rules/fits-at.ts';
import { hallFrontier } from '#lib/subjects/fit/rules/hall-frontier.ts';
import { netArea } from '#lib/subjects/fit/rules/net-area.ts';
import { dataFolder } from './data-folder.ts';
import { engines, type Engine } from './engines.ts';
import { offerSharedServers } from './shared-servers.ts';

/** A territory that was opened and filled: its data folder, and its database where that is not in the folder. */
export type PreparedTerritory = { folder: string; database?: string };

declare module 'vitest' {
	interface ProvidedContext {
		/** By name of engine. */
		prepared: Record<string, PreparedTerritory>;
		/** Where to ask for the server that files share, `shared-servers.ts`. */
		sharedServers: string;
	}
}

const territory = 'nord-ardennes';
/** Where `npm test` wants a copy of the embedded one, for the browser tests. */
const keptIn = process.env.FORGETERRE_TEST_KEEPS;
/** Plots that are asked for and written at once. */
const lot = 400;

/**
 * Fills the territory once an engine, as a first start does: each server of the tests starts on a copy, which takes a
 * third of the time. One engine after the other: the buildings of a plot are the same on both, and computed once.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const known = new Map<string, HallFrontier>();
	const removals: (() => Promise<void>)[] = [];
	const prepared: Record<string, PreparedTerritory> = {};
	for (const engine of engines) {
		const made = await prepare(engine, known);
		prepared[engine.name] = made.prepared;
		if (keptIn && !made.prepared.database)
			cpSync(made.prepared.folder, keptIn, { recursive: true });
		removals.push(made.remove);
	}
	provide('prepared', prepared);
	const shared = await offerSharedServers(prepared);
	provide('sharedServers', shared.address);
	return async () => {
		await shared.stop();
		for (const remove of removals) await remove();
	};
}

async function prepare({ open }: Engine, known: Map<string, HallFrontier>) {
	const data = dataFolder();
	const { environment, database, drop } = await open();
	const backend = await openBackend({
		dataDirectory: join(data.path, territory),
		databaseUrl: environment['DATABASE_URL'],
		purpose: 'la préparation des tests'
	});
	const configuration = await loadTerritory(`data/territories/${territory}.json`);
	await seedTerritory({ backend, configuration });
	const service = createServiceClient(backend);
	await keepAssembled({ service, territory });
	await keepHalls(service, known);
	await backend.close();
	return {
		prepared: { folder: data.path, ...(database && { database }) },
		remove: async () => {
			await drop();
			data.remove();
		}
	};
}

/** Otherwise each server of the tests computes the largest buildings of each plot, and writes while it is watched. */
async function keepHalls(service: BackendClient, known: Map<string, HallFrontier>): Promise<void> {
	await keepComputed({
		due: (after) => halls.due(service, territory, { after, limit: lot }),
		compute: ({ plots }) =>
			Promise.resolve(plots.map((plot) => ({ ...plot, frontier: frontierOf(plot, known) }))),
		keep: (computed) => halls.keep(service, territory, computed),
		atOnce: lot,
		goesOn: () => true
	});
}

/** As the thread of a server has it, `server/fit/hall-thread.ts`. */
function frontierOf({ fingerprint, ground }: DuePlot, known: Map<string, HallFrontier>) {
	const frontier =
		known.get(fingerprint) ?? hallFrontier(new FitGround(netArea(ground, ground.setback).ground));
	known.set(fingerprint, frontier);
	return frontier;
}
