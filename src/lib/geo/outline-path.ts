import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';

/** A picture that keeps the proportions of a box of degrees at its latitude. */
export interface Picture {
	width: number;
	height: number;
	/** Where a position in degrees stands, in pixels. */
	place: (position: Position) => [x: number, y: number];
}

/** The picture of a box, so many pixels wide. */
export function pictureOf([west, south, east, north]: Box, width: number): Picture {
	const scale = width / (east - west);
	const stretch = 1 / Math.cos(((south + north) / 2) * (Math.PI / 180));
	return {
		width,
		height: (north - south) * scale * stretch,
		place: ([lng = 0, lat = 0]) => [(lng - west) * scale, (north - lat) * scale * stretch]
	};
}

/** Rings of a surface as an SVG path; steps of less than a pixel are left out. */
export function outlinePath(surface: Polygon | MultiPolygon, { place }: Picture): string {
	const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates;
	return polygons
		.flat()
		.map((ring) => {
			let last: [number, number] = [Number.NaN, Number.NaN];
			const points = ring.map(place).filter((point, index) => {
				if (index > 0 && Math.hypot(point[0] - last[0], point[1] - last[1]) < 1) return false;
				last = point;
				return true;
			});
			return `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`;
		})
		.join('');
}
