import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openGeocoding, type Mood } from '../../../../tests/http/geocoding-service.ts';
import { Geocoder } from './geocoder.ts';

let service: Awaited<ReturnType<typeof openGeocoding>>;
let geocoder: Geocoder;
let clock: number;

beforeAll(async () => {
	service = await openGeocoding();
});
afterAll(() => service.close());
beforeEach(() => {
	vi.spyOn(console, 'warn').mockImplementation(() => undefined);
	clock = 0;
	service.be('well');
	service.asked.length = 0;
	geocoder = new Geocoder({ address: service.url, patience: 3_000, now: () => clock });
});

const forge = { text: 'rue de la forge', near: [4.8, 49.8] as [number, number] };

describe('places of the geocoding service', () => {
	it('are addresses with their words and where they are', async () => {
		expect(await geocoder.find(forge)).toEqual({
			service: 'answering',
			places: [
				{
					kind: 'address',
					id: '12 Rue de la Forge 08000 Charleville-Mézières',
					name: '12 Rue de la Forge 08000 Charleville-Mézières',
					detail: '08, Ardennes, Grand Est',
					position: [4.7203, 49.7712]
				},
				{
					kind: 'address',
					id: 'La Forge Gendarme',
					name: 'La Forge Gendarme',
					detail: '08000 Charleville-Mézières',
					position: [4.72, 49.75]
				}
			]
		});
		const [url] = service.asked;
		expect(url?.pathname).toBe('/geocodage/search');
		expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
			...{ q: 'rue de la forge', index: 'address,poi', autocomplete: '1', limit: '5' },
			...{ lon: '4.80', lat: '49.80' }
		});
	});

	it('are parcels by commune, section and number', async () => {
		const { places } = await geocoder.find({ parcel: '08105000AB0012' });
		expect(places).toEqual([
			{
				kind: 'parcel',
				id: '08105000AB0012',
				name: 'AB 0012',
				detail: 'Charleville-Mézières',
				position: [4.71, 49.76]
			}
		]);
		expect(Object.fromEntries(service.asked[0]?.searchParams ?? [])).toMatchObject({
			...{ index: 'parcel', departmentcode: '08', municipalitycode: '105' },
			...{ oldmunicipalitycode: '000', section: 'AB', number: '0012' }
		});
	});

	it('are asked for once by all who type the same, and kept for a while', async () => {
		await Promise.all([geocoder.find(forge), geocoder.find(forge)]);
		await geocoder.find(forge);
		expect(service.asked).toHaveLength(1);
		clock = 11 * 60_000;
		await geocoder.find(forge);
		expect(service.asked).toHaveLength(2);
	});

	it.each<Mood>(['slow', 'busy', 'garbage', 'broken', 'strange'])(
		'are none where the service is %s, which is left alone for five seconds',
		async (mood) => {
			service.be(mood);
			expect(await geocoder.find(forge)).toEqual({ service: 'silent', places: [] });
			service.be('well');
			expect((await geocoder.find({ ...forge, text: 'autre' })).service).toBe('silent');
			expect(service.asked).toHaveLength(1);
			clock = 5_001;
			expect((await geocoder.find(forge)).service).toBe('answering');
		}
	);

	it('come from what is kept while the service is silent', async () => {
		await geocoder.find(forge);
		service.be('busy');
		await geocoder.find({ ...forge, text: 'autre' });
		expect((await geocoder.find(forge)).service).toBe('answering');
	});

	it('are never asked for where the operator wants none', async () => {
		const off = new Geocoder({ address: null });
		expect(await off.find(forge)).toEqual({ service: 'off', places: [] });
	});

	it('are not waited for longer than the patience allows', async () => {
		service.be('slow');
		const begin = performance.now();
		await geocoder.find(forge);
		expect(performance.now() - begin).toBeLessThan(10_000);
	});
});
