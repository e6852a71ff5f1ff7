import { describe, expect, it } from 'vitest';
import { exampleParcelId, parcelId, parcelIdList } from './parcel-id.ts';

describe('a parcel of the cadastre', () => {
	it('is said in four parts, in Corsica too', () => {
		expect(parcelId.exec(exampleParcelId)?.slice(1)).toEqual(['08105', '000', 'AB', '0012']);
		expect(parcelId.exec('2A004000AB0012')?.slice(1, 2)).toEqual(['2A004']);
		expect(parcelId.exec('080010000A0012')?.slice(3, 4)).toEqual(['0A']);
	});

	it.each(['', '08105000AB001', '08105000AB00123', '08105000ab0012', '0C105000AB0012'])(
		'is not « %s »',
		(text) => {
			expect([parcelId.test(text), parcelIdList.test(text)]).toEqual([false, false]);
		}
	);

	it('stands in a list, each after a bar', () => {
		expect(parcelIdList.test(`${exampleParcelId}|2A004000AB0012`)).toBe(true);
		expect(parcelIdList.test(`${exampleParcelId}|`)).toBe(false);
	});
});
