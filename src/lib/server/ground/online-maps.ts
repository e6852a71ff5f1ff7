import { setting } from '#env';
import { answersWithPicture, type OnlineMaps } from '#lib/domain/tile-answers.ts';
import { geoplateforme, sampleTile, wmtsTiles } from '#lib/domain/wmts-tiles.ts';

/** How long an answer holds, in milliseconds: a service that comes back is found again soon. */
const holds = 60_000;

let asked: { service: string; at: number; answer: Promise<boolean> } | null = null;

/** Where the tiles of the online base maps come from; `off` where the operator wants none. */
export const tileService = () => setting('FORGETERRE_IGN_URL') ?? geoplateforme;

/**
 * Whether the online base maps answer here, so that the pages of a closed network never ask for them. Never throws,
 * and takes a second at most. FORGETERRE_IGN_URL names another service of the same kind, or `off`.
 */
export async function onlineMaps(): Promise<OnlineMaps> {
	const service = tileService();
	if (service === 'off') return 'off';
	if (asked?.service !== service || Date.now() - asked.at > holds) {
		const answer = answersWithPicture(sampleTile(wmtsTiles('plan', service)));
		asked = { service, at: Date.now(), answer };
	}
	return (await asked.answer) ? 'answering' : 'silent';
}
