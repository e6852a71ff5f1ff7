import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Box } from '#lib/domain/feature.ts';
import { withinBox } from '#lib/geo/within-box.ts';

/** How far a map of a territory shows its surroundings, in degrees around it. */
const reach = { lng: 40, lat: 20 };
/** The source (1:10,000,000) knows no more than this of a line, in degrees. */
const finest = 0.004;
/** What a line may leave out a degree farther off: the map shows it from farther, too. */
const coarserADegree = 0.02;

type Thin = (line: readonly Position[]) => Position[];
type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/**
 * Borders and seas around a box in degrees, after Natural Earth (1:10 M, public domain): `kind` is `border` or `sea`.
 * Land is what is left, so that a map without this file is all land.
 */
export function neighbours([west, south, east, north]: Box): Feature<MultiLineString | Polygon>[] {
	const around: Box = [
		Math.max(-179, west - reach.lng),
		Math.max(-80, south - reach.lat),
		Math.min(179, east + reach.lng),
		Math.min(80, north + reach.lat)
	];
	const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
	const world = JSON.parse(readFileSync(path, 'utf8')) as World;
	const thin = (line: readonly Position[]) => thinned(line, [west, south, east, north]);
	return [borders(world, around, thin), sea(world, around, thin)];
}

function borders(world: World, around: Box, thin: Thin): Feature<MultiLineString> {
	const lines = withinBox(
		mesh(world, world.objects.countries, (one, other) => one !== other),
		around
	);
	const coordinates = lines.type === 'MultiLineString' ? lines.coordinates : [];
	return {
		type: 'Feature',
		properties: { kind: 'border' },
		geometry: {
			type: 'MultiLineString',
			coordinates: coordinates.map(thin).filter((line) => line.length > 1)
		}
	};
}

/** The box without the land: the outer ring of each land is a hole of the sea. */
function sea(world: World, around: Box, thin: Thin): Feature<Polygon> {
	const { features } = feature(world, world.objects.land) as {
		features: Feature<Polygon | MultiPolygon>[];
	};
	const shores = features
		.flatMap(({ geometry }) => {
			const land = withinBox(geometry, around);
			if (land.type === 'Polygon') return [land.coordinates];
			return land.type === 'MultiPolygon' ? land.coordinates : [];
		})
		.flatMap(([shore = []]) => [thin(shore)])
		.filter((shore) => shore.length > 4);
	const [west, south, east, north] = around;
	const edge = [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
	return {
		type: 'Feature',
		properties: { kind: 'sea' },
		geometry: { type: 'Polygon', coordinates: [edge, ...shores] }
	};
}

/** The positions of a line that are far enough from the one before, which is less far near the box. */
function thinned(line: readonly Position[], box: Box): Position[] {
	const kept: Position[] = [];
	for (const [index, [lng = 0, lat = 0]] of line.entries()) {
		const former = kept.at(-1);
		const off = Math.max(box[0] - lng, lng - box[2], box[1] - lat, lat - box[3], 0);
		const away = former
			? Math.hypot(lng - (former[0] ?? 0), lat - (former[1] ?? 0))
			: Number.POSITIVE_INFINITY;
		if (away >= finest + coarserADegree * off || index === line.length - 1)
			kept.push([thousandths(lng), thousandths(lat)]);
	}
	return kept;
}

const thousandths = (degrees: number) => Math.round(degrees * 1000) / 1000;
