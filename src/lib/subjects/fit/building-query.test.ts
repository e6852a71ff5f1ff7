import { describe, expect, it } from 'vitest';
import { readBuilding, writeBuilding } from './building-query.ts';

const read = (address: string, setback = 5) => {
	const parameters = new URLSearchParams(address);
	return readBuilding((name) => parameters.get(name), setback);
};

describe('a building in an address', () => {
	it('is read with its court, and with the setback of the territory where none is asked', () => {
		expect(read('longueur=120&largeur=60&cour=35').building).toEqual({
			...{ length: 120, width: 60, court: 35, setback: 5, second: null }
		});
		expect(read('longueur=62,5&largeur=1 000&recul=0').building).toMatchObject({
			...{ length: 62.5, width: 1000, setback: 0 }
		});
	});

	it('may be two', () => {
		const asked = 'longueur=80&largeur=40&longueur2=30&largeur2=20&ecart=10';
		expect(read(asked).building?.second).toEqual({ length: 30, width: 20, clearance: 10 });
		expect(read('longueur2=30&largeur2=20').faults).toEqual({
			...{ length: 'missing', width: 'missing' }
		});
	});

	it.each([
		['0', 'too-small'],
		['-12', 'too-small'],
		['0,5', 'too-small'],
		['1e9', 'too-large'],
		['2001', 'too-large'],
		['1000000000', 'too-large'],
		['abc', 'not-a-number'],
		['12 m', 'not-a-number'],
		['NaN', 'not-a-number'],
		['Infinity', 'not-a-number'],
		['0x10', 'not-a-number'],
		['', 'missing']
	])('of a length of « %s » is %s, and is not tested', (length, fault) => {
		const query = read(new URLSearchParams({ longueur: length, largeur: '60' }).toString());
		expect(query.faults).toEqual({ length: fault });
		expect(query.typed.length).toBe(length);
		expect(query.building).toBeNull();
	});

	it('is nothing where nothing is asked', () => {
		expect(read('')).toMatchObject({ faults: {}, building: null });
		expect(read('recul=8')).toMatchObject({ faults: {}, building: null });
	});

	it('comes back from the address that is written of it', () => {
		const asked = 'longueur=120&largeur=60%2C5&cour=35&longueur2=30&largeur2=20';
		expect(writeBuilding(read(asked).typed)).toBe(asked);
	});
});
