import { describe, expect, it } from 'vitest';
import { plotLists, siteLists } from '../vocabulary.ts';
import { likelyValue } from './list-value.ts';

describe('a misspelt value of a closed list', () => {
	it.each([
		['en vent', plotLists.terr_stade_comm, 'en vente'],
		['non comercialisé', plotLists.terr_stade_comm, 'non commercialisé'],
		['NON COMMERCIALISE E', plotLists.terr_stade_comm, 'non commercialisé'],
		['vendu', plotLists.terr_stade_comm, 'vendu, commercialisation achevée'],
		['ocupé', plotLists.terr_etat_occup, 'occupé'],
		['existant actf', siteLists.site_etat, null],
		['rêvé', plotLists.terr_stade_comm, null],
		['x', plotLists.terr_stade_comm, null],
		['', plotLists.terr_stade_comm, null]
	])('« %s » is likely to mean one value, or none', (text, list, meant) => {
		expect(likelyValue(text, list)).toBe(meant);
	});

	it('is proposed only where one value is nearer than all others', () => {
		expect(likelyValue('zone nord', ['zone nord-est', 'zone nord-ouest'])).toBeNull();
		expect(likelyValue('pontt', ['pont', 'point', 'ponte'])).toBeNull();
	});

	it('takes no time for a long text', () => {
		const begin = performance.now();
		likelyValue('é'.repeat(1_000_000), plotLists.terr_usage);
		expect(performance.now() - begin).toBeLessThan(1_000);
	});
});
