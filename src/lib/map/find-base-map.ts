import { answersWithPicture, type OfferedBaseMaps } from '#lib/domain/tile-answers.ts';
import { sampleTile } from '#lib/domain/wmts-tiles.ts';
import type { LayerChoice } from '#lib/state/layer-choice.svelte.ts';
import { rasterBaseMaps, type OnlineBaseMap } from './base-maps.ts';

/** What finds out whether a base map is there: the server first, then a tile itself. */
export interface Finder {
	offered: () => Promise<OfferedBaseMaps>;
	answers: (base: OnlineBaseMap) => Promise<boolean>;
}

const finder: Finder = {
	offered: async () => {
		const answer = await fetch('/fonds');
		return (await answer.json()) as OfferedBaseMaps;
	},
	answers: (base) => answersWithPicture(sampleTile(rasterBaseMaps[base].tiles))
};

const silent: OfferedBaseMaps = { online: 'silent', own: null };

/**
 * Shows the base map that the address asks for, else the one that the visitor chose last, else Plan IGN, once it has
 * answered; where it does not in a second, the operator's own comes, else the built-in one stays, with a sentence. What
 * the visitor chooses meanwhile comes first.
 */
export async function findBaseMap(choice: LayerChoice, { offered, answers } = finder) {
	const before = choice.changes;
	const { online, own } = await offered().catch(() => silent);
	choice.own = own;
	const remembered = choice.askedBase ?? choice.remembered();
	if (choice.changes !== before || remembered === 'built-in') return;
	if (remembered === 'own' && own !== null) {
		choice.show('own');
		return;
	}
	const wanted = remembered === 'orthophotos' ? remembered : 'plan';
	const isThere = online === 'answering' && (await answers(wanted));
	if (choice.changes !== before) return;
	if (isThere) choice.show(wanted);
	else if (online === 'off') choice.show(choice.nearest);
	else choice.fail(wanted);
}
