import { AsyncLocalStorage } from 'node:async_hooks';
import type { createPublicClient } from '#lib/backend/client.ts';
import type { InventoryFigures } from '#lib/backend/inventory.ts';
import { refreshingOnce } from '#lib/backend/refresh-once.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import type { LandMarket } from '#lib/domain/land-market.ts';
import { LastKnown } from './last-known.ts';
import type { Backend } from './open-backend.ts';
import type { TerritoryReadings } from './territory/territory-readings.ts';

/** What the start hands to the pages for each territory: one backend, one public client for every visitor. */
export type AppBackend = {
	backend: Backend;
	configuration: TerritoryConfiguration;
	client: ReturnType<typeof createPublicClient>;
	/** What anonymous visitors may see, read once for all of them. */
	readings: TerritoryReadings;
	/** Where its pages stand, without a slash at the end. */
	address: string;
};

export type ServedTerritory = AppBackend & {
	/** Demand and sales as anonymous visitors see them, by EPCI. */
	market: LastKnown<LandMarket>;
	/** Rates of vacancy of every place, by the 1 January they are judged at. */
	vacancy: LastKnown<InventoryFigures>;
};

interface Served {
	/** By identifier. */
	territories: Map<string, ServedTerritory>;
	/** The territory in whose name something is done: a request, a mail, the work of the hour. */
	current: AsyncLocalStorage<ServedTerritory>;
}

// The built app and the script that starts it load this module apart: the process is what they share.
const slot = globalThis as { forgeterre?: Served };

const served = (): Served =>
	(slot.forgeterre ??= { territories: new Map(), current: new AsyncLocalStorage() });

/** Called by the start for each territory, before the first request. */
export function provideAppBackend(appBackend: AppBackend): void {
	const { backend, configuration } = appBackend;
	served().territories.set(configuration.id, {
		...appBackend,
		backend: { ...backend, fetch: refreshingOnce(backend.fetch) },
		market: new LastKnown(),
		vacancy: new LastKnown()
	});
}

/** Does something in the name of a territory; what it starts and what comes of it later is in that name too. */
export function inTerritory<Result>(id: string, work: () => Result): Result {
	const { territories, current } = served();
	const territory = territories.get(id);
	if (!territory) throw new Error(`Le territoire « ${id} » n’est pas servi par ce processus.`);
	return current.run(territory, work);
}

/** The territory in whose name this is done, or the only one of this process; null where that is not told. */
export function servedTerritory(): ServedTerritory | null {
	const { territories, current } = served();
	const [first, another] = territories.values();
	return current.getStore() ?? (another ? null : (first ?? null));
}

/** The others that this process serves. */
export function otherTerritories(): ServedTerritory[] {
	const own = servedTerritory();
	return [...served().territories.values()].filter((territory) => territory !== own);
}

/**
 * The backend of the territory in whose name this is done.
 * @throws Error telling how to start where there is none, or that nobody said which of several
 */
export function appBackend(): ServedTerritory {
	const territory = servedTerritory();
	if (territory) return territory;
	throw new Error(
		served().territories.size === 0
			? "Aucune base ouverte dans ce processus : lancez l'application par npm start."
			: 'Ce processus sert plusieurs territoires, et rien ne dit au nom duquel ceci est fait.'
	);
}
