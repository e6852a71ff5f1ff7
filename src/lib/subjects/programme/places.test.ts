import { expect, it } from 'vitest';
import { placesOf } from './places.ts';

const plot = { genre: 'terrain' as const, cible: 'T1', nom: 'Lot 1' };
const site = { genre: 'site' as const, cible: 'T1', nom: 'Zone' };

it('names a place once with all the actions that concern it, and keeps kinds apart', () => {
	expect(
		placesOf([
			{ action_id: 'a', liens: [plot] },
			{ action_id: 'b', liens: [] },
			{ action_id: 'c', liens: [site, plot] }
		])
	).toEqual([
		{ ...plot, actions: ['a', 'c'] },
		{ ...site, actions: ['c'] }
	]);
});
