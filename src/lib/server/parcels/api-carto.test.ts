import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	parcelAt,
	parcelIdsOf,
	parcelsById,
	parcelService,
	type ParcelService
} from './api-carto.ts';

const square = {
	type: 'MultiPolygon',
	coordinates: [
		[
			[
				[4.7, 49.7],
				[4.71, 49.7],
				[4.71, 49.71],
				[4.7, 49.7]
			]
		]
	]
};
const reading = { sender: 'test' };
const asked: URLSearchParams[] = [];
let server: Server;
let service: ParcelService;
let answer: { status: number; body: string };

const parcel = (idu: string) => ({
	type: 'Feature',
	properties: { idu, contenance: 1250, numero: '0012' },
	geometry: square
});
const collection = (...features: unknown[]) =>
	JSON.stringify({ type: 'FeatureCollection', features });

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(new URL(request.url ?? '', 'http://x').searchParams);
		response.writeHead(answer.status, { 'content-type': 'application/json' });
		response.end(answer.body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	service = {
		address: `http://127.0.0.1:${String(port)}`,
		patience: { timeoutMs: 1000, attempts: 2, backoffMs: 1 }
	};
});

afterAll(() => {
	server.close();
});

describe('parcels of the cadastre', () => {
	it('are asked for by commune, former commune, section and number', async () => {
		answer = { status: 200, body: collection(parcel('08105000AB0012')) };
		const { parcels, surface } = await parcelsById(service, ['08105000AB0012'], reading);
		expect(parcels).toEqual([{ id: '08105000AB0012', statedM2: 1250, geometry: square }]);
		expect(surface).toEqual(square);
		expect(Object.fromEntries(asked.at(-1) ?? [])).toEqual({
			code_insee: '08105',
			com_abs: '000',
			section: 'AB',
			numero: '0012'
		});
	});

	it('are found under a point, or not', async () => {
		answer = { status: 200, body: collection(parcel('08105000AB0012')) };
		expect((await parcelAt(service, [4.705, 49.705], reading))?.id).toBe('08105000AB0012');
		expect(asked.at(-1)?.get('geom')).toBe('{"type":"Point","coordinates":[4.705,49.705]}');
		answer = { status: 200, body: collection() };
		expect(await parcelAt(service, [4.705, 49.705], reading)).toBeNull();
	});

	it.each([
		[200, collection(), 'parcel_unknown'],
		[200, '{"features":[{"properties":{}}]}', 'cadastre_strange'],
		[200, 'pas du JSON', 'cadastre_strange'],
		[503, '', 'cadastre_silent'],
		[404, '', 'cadastre_silent']
	])('end in a reason when the service answers %i %s', async (status, body, code) => {
		answer = { status, body };
		await expect(parcelsById(service, ['08105000AB0012'], reading)).rejects.toThrow(code);
	});

	it('end in a reason when nobody answers', async () => {
		const nowhere = { ...service, address: 'http://127.0.0.1:1' };
		await expect(parcelAt(nowhere, [4.7, 49.7], reading)).rejects.toThrow('cadastre_silent');
	});

	it('are named by 14 characters, and thirty at most', async () => {
		await expect(parcelsById(service, ['AB12'], reading)).rejects.toMatchObject({
			reason: { code: 'parcel_id', values: { value: 'AB12' } }
		});
		const many = Array.from({ length: 31 }, (_, at) => `08105000AB${String(at).padStart(4, '0')}`);
		await expect(parcelsById(service, many, reading)).rejects.toMatchObject({
			reason: { code: 'parcels_most', values: { count: 31, most: 30 } }
		});
	});

	it('are read from a list with any separator, each once', () => {
		expect(parcelIdsOf(' 08105000ab0012,08105000AB0013|08105000AB0012\n')).toEqual([
			'08105000AB0012',
			'08105000AB0013'
		]);
	});

	it('come from the address that the environment names, else from the IGN', () => {
		expect(parcelService({}).address).toBe('https://apicarto.ign.fr');
		expect(parcelService({ FORGETERRE_API_CARTO: ' http://miroir/ ' }).address).toBe(
			'http://miroir'
		);
	});
});
