import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTiles, type Mood } from '../../../../tests/http/tile-service.ts';
import { wmtsTiles } from '#lib/domain/wmts-tiles.ts';
import { tileAddress } from '#lib/documents/tile-cover.ts';
import { TilePictures } from './tile-pictures.ts';

let service: Awaited<ReturnType<typeof openTiles>>;
let tiles: TilePictures;

beforeAll(async () => {
	service = await openTiles();
});
afterAll(() => service.close());
beforeEach(() => {
	vi.spyOn(console, 'warn').mockImplementation(() => undefined);
	service.be('well');
	service.asked.length = 0;
	// As long as a busy machine takes.
	tiles = new TilePictures({ patience: 60_000 });
});

/** So many tiles of a row that begins west of Charleville-Mézières. */
const addresses = (count: number) =>
	Array.from({ length: count }, (_, at) =>
		tileAddress(wmtsTiles('plan', service.url), { z: 12, x: 2099 + at, y: 1396 })
	);

describe('the tiles of a printed base map', () => {
	it('are held as they came, each in its place, and asked for once', async () => {
		const fetched = await tiles.fetch(addresses(20));
		expect(fetched).toHaveLength(20);
		expect(fetched?.[0]).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
		// The stand-in has two colours, in turn.
		expect(fetched?.[2]).toBe(fetched?.[0]);
		expect(fetched?.[1]).not.toBe(fetched?.[0]);
		expect(await tiles.fetch(addresses(20))).toEqual(fetched);
		expect(service.asked).toHaveLength(20);
	});

	it('may be missing beyond the ground of the service', async () => {
		service.be('partial');
		const fetched = await tiles.fetch(addresses(20));
		expect(fetched?.[0]).toMatch(/^data:/);
		expect(fetched?.at(-1)).toBeNull();
	});

	it('are none where the service is slow', async () => {
		service.be('slow');
		expect(await new TilePictures({ patience: 300 }).fetch(addresses(20))).toBeNull();
	});

	it.each<Mood>(['busy', 'garbage', 'broken', 'large', 'heavy'])(
		'are none at all where the service is %s, and are asked for again the next time',
		async (mood) => {
			service.be(mood);
			expect(await tiles.fetch(addresses(20))).toBeNull();
			service.be('well');
			expect(await tiles.fetch(addresses(20))).toHaveLength(20);
		}
	);

	it('are none where they are too much together, or for a third map at the same time', async () => {
		expect(await new TilePictures({ mostOfAll: 4000 }).fetch(addresses(20))).toBeNull();
		const [one, other, third] = [0, 1, 2].map(() => tiles.fetch(addresses(20)));
		expect(await third).toBeNull();
		expect(await one).toEqual(await other);
	});
});
