import { describe, expect, it } from 'vitest';
import { criteriaGroups } from '#lib/panels/criteria-groups.ts';
import { searchParameters } from '#lib/server/ogc/search-parameters.ts';
import { readAddress } from './address.ts';
import { fieldEntries } from './criteria-list.ts';
import { parsePresets, presets } from './presets.ts';

const numbers = fieldEntries.flatMap(([key, field]) =>
	field.kind === 'number' || field.kind === 'standing' ? [[key, field] as const] : []
);
const preset = (criteria: object) => () => parsePresets([{ ...presets[0], criteria }]);

describe('a number is bounded the same wherever it is asked', () => {
	it('is every number that the panel asks, and a water need of two million is one', () => {
		const asked = criteriaGroups.flatMap(({ controls }) =>
			controls.flatMap(({ key, field }) => ('bounds' in field ? [key] : []))
		);
		expect(numbers.map(([key]) => key).toSorted()).toEqual(asked.toSorted());
		expect(readAddress(new URLSearchParams('eau_m3j_min=2000000'))).toMatchObject({
			criteria: { waterMinM3PerDay: 2_000_000 },
			faults: []
		});
		expect(preset({ waterMinM3PerDay: 2_000_000 })).not.toThrow();
	});

	it.each(numbers)('%s', (key, { name, bounds: [least, most] }) => {
		const faults = (value: number) => {
			const address = new URLSearchParams([[name, value.toFixed(1)]]);
			return readAddress(address).faults.map(({ expected }) => expected);
		};
		const refusal = [{ kind: 'number', minimum: least, maximum: most }];
		expect([least, most].flatMap(faults)).toEqual([]);
		expect([least - 1, most + 1].map(faults)).toEqual([refusal, refusal]);
		for (const value of [least, most]) expect(preset({ [key]: value })).not.toThrow();
		for (const value of [least - 1, most + 1]) expect(preset({ [key]: value })).toThrow(key);
		expect(searchParameters.find((one) => one.name === name)?.schema).toMatchObject({
			minimum: least,
			maximum: most
		});
	});
});

describe('a preset', () => {
	it('may ask what a plot must be, spaces in a building too', () => {
		const criteria = { offers: ['Local'], spaceMinM2: 800, readyToBuild: true };
		expect(preset(criteria)()[0]?.criteria).toEqual(criteria);
	});

	it.each(['offered', 'text', 'epci', 'communes', 'shape', 'shapeOutside', 'availableBefore'])(
		'leaves %s to the visitor',
		(key) => {
			expect(preset({ [key]: 'x' })).toThrow(key);
		}
	);
});
