import * as v from 'valibot';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const Kept = v.object({
	/** Key of the last plot that was looked at; null where there are none left. */
	last_key: v.nullable(v.string()),
	/** How many lines were missing; null where somebody is writing, and nothing was kept. */
	kept: v.nullable(v.number())
});

/** Lines of plots that pages of features are read from (`ligne_terrain`), for the service alone. @throws BackendError */
export const plotLines = {
	/** Keeps those that are missing among so many plots after a key; from the first on when it is null. */
	keep: (
		service: BackendClient,
		{ territory, key, limit }: { territory: string; key: string | null; limit: number }
	) => call(service, 'lines_keep', { p_territory: territory, p_after: key, p_limit: limit }, Kept)
};
