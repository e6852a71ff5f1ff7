import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answersWithPicture, type OnlineMaps } from '#lib/domain/tile-answers.ts';
import { onlineMaps } from '#lib/server/ground/online-maps.ts';
import { LayerChoice } from '#lib/state/layer-choice.svelte.ts';
import { findBaseMap } from './find-base-map.ts';

const png = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
	'base64'
);

const closing: (() => void)[] = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
	vi.unstubAllEnvs();
	vi.unstubAllGlobals();
});

/** A tile service on this machine; its address. */
async function tileService(answer: RequestListener): Promise<string> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closing.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/wmts`;
}

const quick: RequestListener = (_, response) =>
	response.writeHead(200, { 'content-type': 'image/png' }).end(png);
const services: [string, RequestListener | null, boolean][] = [
	['is quick', quick, true],
	[
		'never ends its answer',
		(_, response) => response.writeHead(200).write(png.subarray(0, 8)),
		false
	],
	['never answers', () => undefined, false],
	['is dead', null, false],
	[
		'answers with a page',
		(_, response) => response.end('<html>Bienvenue au portail</html>'),
		false
	],
	['answers with nothing', (_, response) => response.end(), false],
	['is overloaded', (_, response) => response.writeHead(429).end(png), false]
];

describe.each(services)('a tile service that %s', (_, answer, there) => {
	const start = () => (answer ? tileService(answer) : Promise.resolve('http://127.0.0.1:9/wmts'));

	it(`${there ? 'is' : 'is not'} taken for a base map, within a second or so`, async () => {
		const address = await start();
		const from = performance.now();
		expect(await answersWithPicture(address)).toBe(there);
		expect(performance.now() - from).toBeLessThan(5000);
	});

	it('is told to the pages', async () => {
		vi.stubEnv('FORGETERRE_IGN_URL', await start());
		expect(await onlineMaps()).toBe(there ? 'answering' : 'silent');
	});
});

it('is never asked where the operator wants none', async () => {
	vi.stubEnv('FORGETERRE_IGN_URL', 'off');
	expect(await onlineMaps()).toBe('off');
});

describe('the base map of a visitor', () => {
	const found = async (
		online: OnlineMaps,
		answers: boolean,
		{ remembered, own = null }: { remembered?: string; own?: { attribution: string } | null } = {}
	) => {
		vi.stubGlobal('localStorage', { getItem: () => remembered ?? null, setItem: () => undefined });
		const choice = new LayerChoice();
		await findBaseMap(choice, {
			offered: () => Promise.resolve({ online, own }),
			answers: () => Promise.resolve(answers)
		});
		return [choice.baseMap, choice.failedBaseMap];
	};
	const own = { attribution: 'OpenStreetMap' };

	it('is Plan IGN where it answers', async () => {
		expect(await found('answering', true)).toEqual(['plan', null]);
	});

	it('is what they chose last', async () => {
		const among = (remembered: string) => found('answering', true, { remembered, own });
		expect(await among('orthophotos')).toEqual(['orthophotos', null]);
		expect(await among('built-in')).toEqual(['built-in', null]);
		expect(await among('own')).toEqual(['own', null]);
		expect(await among('nonsense')).toEqual(['plan', null]);
	});

	it('is the built-in one with a sentence where nothing answers, without one where none is wanted', async () => {
		expect(await found('answering', false)).toEqual(['built-in', 'plan']);
		expect(await found('silent', true)).toEqual(['built-in', 'plan']);
		expect(await found('off', true)).toEqual(['built-in', null]);
	});

	it('is the operator’s own where there is one and nothing else answers', async () => {
		expect(await found('answering', true, { own })).toEqual(['plan', null]);
		expect(await found('silent', true, { own })).toEqual(['own', 'plan']);
		expect(await found('off', true, { own })).toEqual(['own', null]);
		expect(await found('silent', true, { remembered: 'own' })).toEqual(['built-in', 'plan']);
	});

	it('falls to the built-in one where the operator’s own cannot be read', () => {
		const choice = new LayerChoice();
		choice.own = own;
		choice.show('own');
		choice.fail('own');
		expect([choice.baseMap, choice.failedBaseMap, choice.own]).toEqual(['built-in', 'own', null]);
	});

	it('stays what they choose while it is looked for', async () => {
		const kept: string[] = [];
		vi.stubGlobal('localStorage', {
			getItem: () => null,
			setItem: (_: string, value: string) => kept.push(value)
		});
		const choice = new LayerChoice();
		await findBaseMap(choice, {
			offered: () => Promise.resolve({ online: 'answering', own: null }),
			answers: () => {
				choice.choose('built-in');
				return Promise.resolve(true);
			}
		});
		expect(choice.baseMap).toBe('built-in');
		expect(kept).toEqual(['built-in']);
	});
});
