import type { createPublicClient } from '#lib/backend/client.ts';
import { refreshingOnce } from '#lib/backend/refresh-once.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import type { LandMarket } from '#lib/domain/land-market.ts';
import { LastKnown } from './last-known.ts';
import type { Backend } from './open-backend.ts';
import type { TerritoryReadings } from './territory/territory-readings.ts';

/** What the start hands to the pages: one backend, one territory, one public client for every visitor. */
export type AppBackend = {
	backend: Backend;
	configuration: TerritoryConfiguration;
	client: ReturnType<typeof createPublicClient>;
	/** What anonymous visitors may see, read once for all of them. */
	readings: TerritoryReadings;
};

type ProvidedBackend = AppBackend & {
	/** Demand and sales as anonymous visitors see them, by EPCI. */
	market: LastKnown<LandMarket>;
};

// The built app and the script that starts it load this module apart: the process is what they share.
const slot = globalThis as { forgeterre?: ProvidedBackend };

/** Called once by the start, before the first request. */
export function provideAppBackend(appBackend: AppBackend): void {
	const { backend } = appBackend;
	slot.forgeterre = {
		...appBackend,
		backend: { ...backend, fetch: refreshingOnce(backend.fetch) },
		market: new LastKnown()
	};
}

/** The backend of this process; an error tells how to start where there is none. */
export function appBackend(): ProvidedBackend {
	if (!slot.forgeterre) {
		throw new Error("Aucune base ouverte dans ce processus : lancez l'application par npm start.");
	}
	return slot.forgeterre;
}
