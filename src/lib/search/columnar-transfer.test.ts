import fc from 'fast-check';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { expect, it } from 'vitest';
import { packFeatures, unpackFeatures } from './columnar-transfer.ts';

const position = fc.tuple(
	fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((n) => n / 1e7),
	fc.integer({ min: -900_000_000, max: 900_000_000 }).map((n) => n / 1e7)
);
const rings = fc.array(fc.array(position, { minLength: 4, maxLength: 6 }), {
	minLength: 1,
	maxLength: 3
});
const geometry = fc.oneof(
	rings.map((coordinates): Polygon => ({ type: 'Polygon', coordinates })),
	fc
		.array(rings, { minLength: 1, maxLength: 3 })
		.map((coordinates): MultiPolygon => ({ type: 'MultiPolygon', coordinates }))
);
const value = fc.oneof(
	fc.string(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.boolean(),
	fc.constant(null)
);
const feature = fc
	.record({
		id: fc.option(fc.oneof(fc.string(), fc.integer()), { nil: undefined }),
		properties: fc.dictionary(fc.constantFrom('terr_id', 'epci_nom', 'site_nom'), value),
		geometry
	})
	.map(({ id, properties, geometry: shape }): Feature<Polygon | MultiPolygon> => ({
		type: 'Feature',
		...(id === undefined ? {} : { id }),
		properties: { ...properties },
		geometry: shape
	}));

/** As it comes back: JSON has no -0, and what is null does not travel. */
function travelled(features: readonly Feature[]): unknown {
	const given = features.map(({ properties, ...rest }) => ({
		...rest,
		properties: Object.fromEntries(
			Object.entries(properties ?? {}).filter(([, one]) => one !== null)
		)
	}));
	return JSON.parse(JSON.stringify({ type: 'FeatureCollection', features: given }));
}

it('travels as text and comes back as the same GeoJSON', () => {
	fc.assert(
		fc.property(fc.array(feature, { maxLength: 8 }), (features) => {
			const text = JSON.stringify(packFeatures(features));
			const back = unpackFeatures(JSON.parse(text) as ReturnType<typeof packFeatures>);
			expect(back).toEqual(travelled(features));
		})
	);
});
