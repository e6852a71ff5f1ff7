import * as v from 'valibot';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const Cleared = v.record(v.string(), v.pipe(v.number(), v.integer()));

/** The invented records that fill the map before real ones come. */
export const demonstration = {
	/** Removes them and nothing else; the number removed from each table. Needs a service client. */
	clear: (client: BackendClient, territory: string): Promise<Record<string, number>> =>
		call(client, 'demo_clear', { p_territory: territory }, Cleared)
};
