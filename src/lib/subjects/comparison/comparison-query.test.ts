import { expect, it } from 'vitest';
import { comparisonAddress } from './comparison-address.ts';
import { readComparison } from './comparison-query.ts';

const read = (address: string) => readComparison(new URLSearchParams(address));

it('reads plots each once, compares the first six, and keeps the others', () => {
	const query = read('plots=a,b,a,,%20c&plots=d,e,f,g,h');
	expect(query.compared).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
	expect(query.beyond).toEqual(['g', 'h']);
	expect(read('')).toMatchObject({ compared: [], beyond: [], differencesOnly: false });
});

it('writes an address that it reads back, with what else was asked', () => {
	const asked = new URLSearchParams('plots=a,b&longueur=60&differences=oui&secteur=mecanique');
	const address = comparisonAddress(asked, ['b', 'é/2'], { differences: null });
	expect(address).toBe('?plots=b,%C3%A9%2F2&longueur=60&secteur=mecanique');
	const back = read(address);
	expect(back.compared).toEqual(['b', 'é/2']);
	expect(back.criteria.sectors).toEqual(['mecanique']);
	expect(comparisonAddress(new URLSearchParams('plots=a'), [])).toBe('');
});
