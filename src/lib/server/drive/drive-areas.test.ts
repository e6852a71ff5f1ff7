import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openIsochrones, type Mood } from '../../../../tests/http/isochrone-service.ts';
import { shapeFault } from '#lib/geo/area-shape.ts';
import { DriveAreas } from './drive-areas.ts';

let service: Awaited<ReturnType<typeof openIsochrones>>;
let areas: DriveAreas;
let clock: number;

beforeAll(async () => {
	service = await openIsochrones();
});
afterAll(() => service.close());
beforeEach(() => {
	vi.spyOn(console, 'warn').mockImplementation(() => undefined);
	clock = 0;
	service.be('well');
	service.asked.length = 0;
	areas = new DriveAreas({ address: service.url, patience: 3_000, now: () => clock });
});

describe('the ground that a car reaches', () => {
	it('is an outline without holes, light enough for an address and fit for a search', async () => {
		const { service: state, polygons } = await areas.reach([4.72, 49.77], 20);
		expect(state).toBe('answering');
		expect(shapeFault({ kind: 'polygons', polygons })).toBeNull();
		expect(polygons).toHaveLength(1);
		expect(polygons[0]).toHaveLength(1);
		expect(polygons.flat(2).length).toBeLessThanOrEqual(160);
		const lats = polygons.flat(2).map(([, lat]) => lat);
		expect(Math.max(...lats)).toBeCloseTo(49.77 + 20 * 0.008, 1);
		expect(Object.fromEntries(service.asked[0]?.searchParams ?? [])).toMatchObject({
			...{ point: '4.7200,49.7700', resource: 'bdtopo-valhalla', profile: 'car' },
			...{ costType: 'time', costValue: '20', timeUnit: 'minute' }
		});
	});

	it('is asked for once by all who ask the same', async () => {
		await Promise.all([areas.reach([4.72, 49.77], 10), areas.reach([4.72, 49.77], 10)]);
		await areas.reach([4.720001, 49.77], 10);
		expect(service.asked).toHaveLength(1);
	});

	it.each<Mood>(['slow', 'busy', 'garbage', 'broken', 'strange', 'crossed'])(
		'is none where the service is %s, which is left alone for five seconds',
		async (mood) => {
			service.be(mood);
			expect(await areas.reach([4.72, 49.77], 10)).toEqual({ service: 'silent', polygons: [] });
			service.be('well');
			expect((await areas.reach([4.8, 49.77], 10)).service).toBe('silent');
			expect(service.asked).toHaveLength(1);
			clock = 5_001;
			expect((await areas.reach([4.72, 49.77], 10)).service).toBe('answering');
		}
	);

	it('is never asked for where the operator wants none', async () => {
		const off = new DriveAreas({ address: null });
		expect(await off.reach([4.72, 49.77], 10)).toEqual({ service: 'off', polygons: [] });
	});
});
