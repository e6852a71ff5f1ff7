import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchZones } from './zones.ts';

const square = {
	type: 'Polygon',
	coordinates: [
		[
			[4.7, 49.7],
			[4.71, 49.7],
			[4.71, 49.71],
			[4.7, 49.7]
		]
	]
};
const zone = (more: object = {}, geometry: unknown = square) => ({
	type: 'Feature',
	id: 'zone_urba.12',
	geometry,
	properties: {
		...{ gid: 12, partition: 'DU_08105', libelle: '1AUX', typezone: 'AUc' },
		...{ datappro: '20200302', urlfic: 'https://a.fr/reglement.pdf', ...more }
	}
});
const collection = (features: unknown[], more: object = {}) =>
	JSON.stringify({ type: 'FeatureCollection', features, totalFeatures: features.length, ...more });

let server: Server;
let baseUrl: string;
let asked: string[] = [];
let answer: (response: ServerResponse, url: string) => void;

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(request.url ?? '');
		answer(response, request.url ?? '');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

beforeEach(() => {
	asked = [];
	answer = (response) => response.end(collection([zone()]));
});

const fetchAll = (partitions = ['DU_08105'], timeoutMs = 5000) =>
	fetchZones({ baseUrl, partitions, patience: { timeoutMs, attempts: 3, backoffMs: 1 } });

describe('the zones of planning documents', () => {
	it('are asked for by document, and those that the service does not have are left out', async () => {
		answer = (response, url) => {
			response.end(collection(url.includes('DU_08105') ? [zone()] : []));
		};
		expect(await fetchAll(['DU_08105', 'DU_200041630'])).toEqual([
			{
				partition: 'DU_08105',
				zones: [
					{
						...{ id: 'DU_08105/zone_urba.12', type: 'AUc', label: '1AUX' },
						...{ approved: '2020-03-02', url: 'https://a.fr/reglement.pdf', shape: square }
					}
				]
			}
		]);
		expect(asked).toEqual([
			'/api/gpu/zone-urba?partition=DU_08105',
			'/api/gpu/zone-urba?partition=DU_200041630'
		]);
	});

	it('come after a 429 and a 500', async () => {
		const bad = [429, 500];
		answer = (response) => {
			const status = bad.shift();
			if (status === undefined) response.end(collection([zone()]));
			else response.writeHead(status).end();
		};
		expect(await fetchAll()).toHaveLength(1);
		expect(asked).toHaveLength(3);
	});

	it.each([
		['down', (response: ServerResponse) => response.writeHead(503).end(), /503, après 3 essais/],
		['no JSON', (response: ServerResponse) => response.end('<html>'), /pas du JSON/],
		['a list', (response: ServerResponse) => response.end('[]'), /réponse inattendue/],
		[
			'a zone of no type',
			(response: ServerResponse) => response.end(collection([zone({ typezone: 'Z9' })])),
			/typezone/
		],
		[
			'cut',
			(response: ServerResponse) => response.end(collection([zone()], { totalFeatures: 7 })),
			/1 zones reçues sur 7/
		],
		[
			'without a surface',
			(response: ServerResponse) =>
				response.end(collection([zone({}, { type: 'Polygon', coordinates: [] })])),
			/api\/gpu/
		],
		['empty', (response: ServerResponse) => response.end(collection([])), /aucune zone/]
	])('are refused with a sentence from a service that is %s', async (_, given, message) => {
		answer = given;
		await expect(fetchAll()).rejects.toThrow(message);
	});

	it('are refused from a service that never answers', async () => {
		answer = () => undefined;
		await expect(fetchAll(['DU_08105'], 100)).rejects.toThrow(/après 3 essais/);
	});
});
