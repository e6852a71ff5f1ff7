import type { MultiPolygon, Polygon, Position } from 'geojson';
import { boundingBox, unionOfBoxes } from '#lib/geo/bounding-box.ts';
import { roundLength } from '#lib/ui/round-length.ts';

/** Outlines as paths of a drawing, north up; lengths in units of the drawing. */
export interface OutlineDrawing {
	width: number;
	height: number;
	proposed: string | null;
	published: string | null;
	others: { id: string; path: string }[];
	scale: { metres: number; length: number };
}

const width = 640;
const height = 420;
const margin = 60;
const metresPerDegree = 111_195;

/** Draws the outlines of a listing among the plots around it; null where there is none. */
export function outlineDrawing(
	proposed: MultiPolygon | null,
	published: MultiPolygon | null,
	others: readonly { id: string; geometry: Polygon | MultiPolygon }[]
): OutlineDrawing | null {
	const own = [proposed, published].flatMap((shape) => (shape ? [boundingBox(shape)] : []));
	const box = unionOfBoxes(own);
	if (box === null) return null;
	const [west, south, east, north] = box;
	// A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
	const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const perDegree = Math.min(
		(width - 2 * margin) / Math.max((east - west) * narrowing, 1e-6),
		(height - 2 * margin) / Math.max(north - south, 1e-6)
	);
	const point = ([lng = 0, lat = 0]: Position) => {
		const x = width / 2 + (lng - (west + east) / 2) * narrowing * perDegree;
		const y = height / 2 - (lat - (south + north) / 2) * perDegree;
		return `${x.toFixed(1)} ${y.toFixed(1)}`;
	};
	const path = (shape: Polygon | MultiPolygon) =>
		(shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates)
			.flat()
			.map((ring) => `M${ring.map(point).join('L')}Z`)
			.join('');
	const perMetre = perDegree / metresPerDegree;
	const metres = Math.max(5, roundLength(width / 4 / perMetre));
	return {
		width,
		height,
		proposed: proposed && path(proposed),
		published: published && path(published),
		others: others.map(({ id, geometry }) => ({ id, path: path(geometry) })),
		scale: { metres, length: metres * perMetre }
	};
}
