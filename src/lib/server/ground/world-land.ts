import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

let land: MultiPolygon | undefined;

/** The land of the world, in degrees, after Natural Earth (1:110 M, public domain): coarse, for small maps. */
export function worldLand(): MultiPolygon {
	if (land) return land;
	const path = createRequire(import.meta.url).resolve('world-atlas/land-110m.json');
	const world = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ land: GeometryCollection }>;
	const { features } = feature(world, world.objects.land) as {
		features: Feature<Polygon | MultiPolygon>[];
	};
	const coordinates = features.flatMap(({ geometry }) =>
		geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
	);
	return (land = { type: 'MultiPolygon', coordinates });
}
