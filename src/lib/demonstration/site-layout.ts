import type { Polygon, Position } from 'geojson';
import { fromLambert93, toLambert93 } from '#lib/geo/lambert-93.ts';
import type { SeededRandom } from './random.ts';

/** Where a site lies and how it is cut. */
export interface SiteAnchor {
	/** Middle of the access road, in degrees. */
	lon: number;
	lat: number;
	/** Direction of the access road, in degrees clockwise from grid north. */
	bearing: number;
	/** Number of plots, the access road counted as one. */
	plots: number;
	/** Area aimed at, in hectares. */
	hectares: number;
}

export interface SiteLayout {
	outline: Polygon;
	road: Polygon;
	blocks: Polygon[];
}

/** A place in the site's own frame: metres along the road, metres to its right. */
type Place = [along: number, across: number];

const roadHalfWidthM = 6;
const lengthToWidth = 2.5;

/**
 * Cuts a site into oblong blocks on both sides of an access road, as a valley's business park is cut.
 * Blocks, road and outline share their vertices: they tile the site without gap or overlap.
 */
export function layOutSite(anchor: SiteAnchor, random: SeededRandom): SiteLayout {
	const length = Math.sqrt(anchor.hectares * 10_000 * lengthToWidth);
	const depth = length / lengthToWidth / 2 - roadHalfWidthM;
	const onLeft = Math.ceil((anchor.plots - 1) / 2);
	const left = layOutSide(onLeft, length, -depth, random);
	const right = layOutSide(anchor.plots - 1 - onLeft, length, depth, random);
	const toPolygon = groundOf(anchor);
	return {
		outline: toPolygon([...left.outer, ...right.outer.toReversed()]),
		road: toPolygon([...left.inner, ...right.inner.toReversed()]),
		blocks: [...left.blocks, ...right.blocks].map(toPolygon)
	};
}

interface Side {
	/** Vertices along the road, from its start to its end. */
	inner: Place[];
	/** Vertices of the outer edge in the same order, both ends at the road included. */
	outer: Place[];
	blocks: Place[][];
}

function layOutSide(count: number, length: number, depth: number, random: SeededRandom): Side {
	const edge = Math.sign(depth) * roadHalfWidthM;
	const limits = frontages(count, length, random);
	const inner = limits.map((along): Place => [along, edge]);
	const far = limits.map((along): Place => [along, edge + depth * random.between(0.84, 1)]);
	const blocks = Array.from({ length: count }, (_, index) => [
		...inner.slice(index, index + 2),
		...far.slice(index, index + 2).toReversed()
	]);
	return { inner, outer: [...inner.slice(0, 1), ...far, ...inner.slice(-1)], blocks };
}

/** Relative width of a block: a few large ones for a works, one in five cut small for a craftsman. */
function frontage(random: SeededRandom): number {
	if (random.chance(0.07)) return random.between(2.4, 4);
	return random.chance(0.26) ? random.between(0.18, 0.4) : random.between(0.6, 1.6);
}

/** Limits along the road of `count` frontages of uneven widths that fill its length. */
function frontages(count: number, length: number, random: SeededRandom): number[] {
	const widths = Array.from({ length: count }, () => frontage(random));
	const sum = widths.reduce((all, width) => all + width, 0);
	let along = -length / 2;
	return [along, ...widths.map((width) => (along += (width / sum) * length))];
}

/** Turns a ring of the site's frame into a polygon in degrees, counterclockwise as RFC 7946 asks. */
function groundOf({ lon, lat, bearing }: SiteAnchor): (ring: Place[]) => Polygon {
	const [originX = 0, originY = 0] = toLambert93([lon, lat]);
	const angle = (bearing * Math.PI) / 180;
	const toDegrees = ([along, across]: Place): Position =>
		fromLambert93([
			originX + along * Math.sin(angle) + across * Math.cos(angle),
			originY + along * Math.cos(angle) - across * Math.sin(angle)
		]);
	return (ring) => {
		const turned = isClockwise(ring) ? ring : ring.toReversed();
		const positions = turned.map(toDegrees);
		return { type: 'Polygon', coordinates: [[...positions, positions[0] ?? []]] };
	};
}

/** Clockwise in (along, across), which a right-handed site frame shows counterclockwise on the ground. */
function isClockwise(ring: Place[]): boolean {
	const twice = ring.reduce((sum, [along, across], index) => {
		const [nextAlong, nextAcross] = ring[(index + 1) % ring.length] ?? [along, across];
		return sum + along * nextAcross - nextAlong * across;
	}, 0);
	return twice < 0;
}
