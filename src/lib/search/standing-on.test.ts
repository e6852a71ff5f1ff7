import { expect, it } from 'vitest';
import { samplePlot, sampleRecords } from '../../../tests/fixtures/sample-records.ts';
import { buildAtlas } from './atlas.ts';
import { standingOn } from './standing-on.ts';

const square = (lng: number, side: number) => ({
	type: 'Polygon' as const,
	coordinates: [
		[
			[lng, 49],
			[lng + side, 49],
			[lng + side, 49 + side],
			[lng, 49 + side],
			[lng, 49]
		]
	]
});

it('tells a space the land below it, and the land its spaces', () => {
	const { placedPlots } = buildAtlas(
		sampleRecords({
			plots: [
				samplePlot({ id: 'land', geometry: square(4, 0.01) }),
				samplePlot({ id: 'hall', offer: 'Local', geometry: square(4.002, 0.002) }),
				samplePlot({ id: 'apart', offer: 'Local', geometry: square(5, 0.002) })
			]
		})
	);
	const standing = standingOn(placedPlots);
	const [land, hall, apart] = placedPlots.map(standing);
	expect([land?.land, land?.spaces.map(({ id }) => id)]).toEqual([null, ['hall']]);
	expect([hall?.land?.id, hall?.spaces]).toEqual(['land', []]);
	expect(apart).toEqual({ land: null, spaces: [] });
});
