import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '#lib/search/address.ts';
import { openingCriteria } from '#lib/search/criteria.ts';
import { placeAround } from '#lib/search/find/suggestion.ts';
import { baseMaps } from './layer-choice.svelte.ts';
import { layerNames } from './layer-names.ts';
import { readMapAddress, withShownBase, writeMapAddress, type MapAddress } from './map-address.ts';

const nothing: MapAddress = {
	view: null,
	place: null,
	shown: [],
	hidden: [],
	base: null,
	withinSeen: false,
	asCards: false
};
const read = (address: string) => readMapAddress(new URLSearchParams(address));

const position = fc.tuple(
	fc.integer({ min: -17_999_999, max: 17_999_999 }).map((n) => n / 100_000),
	fc.integer({ min: -8_400_000, max: 8_400_000 }).map((n) => n / 100_000)
);
const anything: fc.Arbitrary<MapAddress> = fc.record({
	view: fc.option(
		fc.record({
			centre: position,
			zoom: fc.integer({ min: 400, max: 1900 }).map((n) => n / 100)
		})
	),
	place: fc.option(
		fc
			.tuple(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), position)
			.map(([name, at]) => placeAround(name.trim().slice(0, 120), at))
			.filter(({ name }) => name !== '')
	),
	shown: fc.subarray([...layerNames]),
	hidden: fc.subarray([...layerNames]),
	base: fc.option(fc.constantFrom(...baseMaps)),
	withinSeen: fc.boolean(),
	asCards: fc.boolean()
});

describe('the address of what is seen', () => {
	it('is read back as it was written, the view as precise as it can be seen', () => {
		fc.assert(
			fc.property(anything, (seen) => {
				const { faults, ...back } = read(writeMapAddress(seen));
				expect(faults).toEqual([]);
				expect({ ...back, view: null }).toEqual({ ...seen, view: null });
				const [pixels, zoom] = [(512 * 2 ** (seen.view?.zoom ?? 0)) / 360, back.view?.zoom];
				expect(zoom).toBe(seen.view?.zoom);
				for (const axis of [0, 1] as const) {
					const apart = (back.view?.centre[axis] ?? 0) - (seen.view?.centre[axis] ?? 0);
					expect(Math.abs(apart * pixels)).toBeLessThan(1);
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('is empty for the map as it opens, and short and legible for a view', () => {
		expect(writeMapAddress(nothing)).toBe('');
		const view = { centre: [4.716123, 49.775456] as [number, number], zoom: 11 };
		expect(writeMapAddress({ ...nothing, view })).toBe('vue=49.7755,4.7161,11');
	});

	it.each([
		['vue=49.775', 'vue', '49.775'],
		['vue=49.775,4.716,99', 'vue', '49.775,4.716,99'],
		['vue=100,4.716,11', 'vue', '100,4.716,11'],
		['vue=a,b,c', 'vue', 'a,b,c'],
		['vue=,,', 'vue', ',,'],
		['lieu=49.7,4.7', 'lieu', '49.7,4.7'],
		['couche=routes&couche=lune', 'couche', 'lune'],
		['fond=satellite', 'fond', 'satellite'],
		['dans_cadre=peut-etre', 'dans_cadre', 'peut-etre']
	])('%s is at fault by its name and value, and the rest stands', (address, parameter, value) => {
		const { faults, ...back } = read(`${address}&en_fiches=oui`);
		expect(faults).toMatchObject([{ parameter, value }]);
		expect(back.asCards).toBe(true);
		expect(back.view).toBeNull();
	});

	it('asks for no criterion, and no criterion asks for it', () => {
		fc.assert(
			fc.property(anything, (seen) => {
				const { criteria, view, faults } = readAddress(new URLSearchParams(writeMapAddress(seen)));
				expect(faults).toEqual([]);
				expect(writeAddress(criteria, view)).toBe('');
				expect(criteria).toEqual(openingCriteria);
			}),
			{ numRuns: 100 }
		);
	});

	it('names the base map that is shown for what is printed, whatever was asked', () => {
		expect(withShownBase('?surface_min=3&vue=49.77,4.72,12', 'plan')).toBe(
			'?surface_min=3&vue=49.77,4.72,12&fond=plan'
		);
		// Asked and silent: the screen shows another one.
		expect(withShownBase('?fond=aerien&surface_min=3', 'own')).toBe('?surface_min=3&fond=local');
		expect(withShownBase('?fond=aerien', 'built-in')).toBe('');
		expect(withShownBase('', 'built-in')).toBe('');
		for (const base of baseMaps)
			expect(read(withShownBase('?fond=plan', base)).base).toBe(base === 'built-in' ? null : base);
	});
});
