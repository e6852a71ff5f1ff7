import { answersWithPicture, type OnlineMaps } from '#lib/domain/tile-answers.ts';
import { sampleTile } from '#lib/domain/wmts-tiles.ts';
import type { BaseMap, LayerChoice } from '#lib/state/layer-choice.svelte.ts';
import { rasterBaseMaps } from './base-maps.ts';

/** What finds out whether a base map is there: the server first, then a tile itself. */
export interface Finder {
	online: () => Promise<OnlineMaps>;
	answers: (base: Exclude<BaseMap, 'built-in'>) => Promise<boolean>;
}

const finder: Finder = {
	online: async () => {
		const answer = await fetch('/fonds');
		const { online } = (await answer.json()) as { online: OnlineMaps };
		return online;
	},
	answers: (base) => answersWithPicture(sampleTile(rasterBaseMaps[base].tiles))
};

/**
 * Shows the base map that the address asks for, else the one that the visitor chose last, else Plan IGN, once it has answered; the built-in one stands until
 * then, and stays with a sentence where nothing answers in a second. What the visitor chooses meanwhile comes first.
 */
export async function findBaseMap(choice: LayerChoice, { online, answers } = finder) {
	const wanted = choice.askedBase ?? choice.remembered() ?? 'plan';
	if (wanted === 'built-in') return;
	const before = choice.changes;
	const state = await online().catch((): OnlineMaps => 'silent');
	const isThere = state === 'answering' && (await answers(wanted));
	if (choice.changes !== before || state === 'off') return;
	if (isThere) choice.show(wanted);
	else choice.fail();
}
