import type { Brownfield } from '#lib/domain/brownfield.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { pointInFlatPolygon } from '#lib/geo/flat-point-in-polygon.ts';
import { PreparedPolygon } from '#lib/geo/prepared-polygon.ts';
import type { SearchColumns } from './columns.ts';

/**
 * Brownfields that each plot lies on: its centre lies in the brownfield, or the brownfield's centre lies in it.
 * Merely standing side by side is not lying on.
 */
export function brownfieldsByPlot(columns: SearchColumns): ReadonlyMap<number, Brownfield[]> {
	const known = byColumns.get(columns);
	if (known !== undefined) return known;
	const found = new Map<number, Brownfield[]>();
	for (const brownfield of columns.brownfields) {
		const holds = pointTest(brownfield);
		const [x, y] = centreOf(brownfield.geometry);
		for (let plot = 0; plot < columns.count; plot += 1) {
			const { lng, lat } = columns.centres;
			if (!holds(lng[plot] as number, lat[plot] as number) && !plotHolds(columns, plot, x, y))
				continue;
			found.set(plot, [...(found.get(plot) ?? []), brownfield]);
		}
	}
	byColumns.set(columns, found);
	return found;
}

/** Computed once for a set of columns, on the first search that asks about brownfields. */
const byColumns = new WeakMap<SearchColumns, ReadonlyMap<number, Brownfield[]>>();

function pointTest({ geometry }: Brownfield): (x: number, y: number) => boolean {
	if (geometry.type === 'Point') return () => false;
	const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	const polygons = parts.map((rings) => new PreparedPolygon(rings));
	const [west, south, east, north] = boundingBox(geometry);
	return (x, y) =>
		x >= west &&
		x <= east &&
		y >= south &&
		y <= north &&
		polygons.some((polygon) => polygon.containsPoint(x, y));
}

function plotHolds({ shapes, boxes }: SearchColumns, plot: number, x: number, y: number): boolean {
	if (x < (boxes.west[plot] as number) || x > (boxes.east[plot] as number)) return false;
	if (y < (boxes.south[plot] as number) || y > (boxes.north[plot] as number)) return false;
	const end = shapes.shapes[plot + 1] as number;
	for (let polygon = shapes.shapes[plot] as number; polygon < end; polygon += 1)
		if (pointInFlatPolygon(shapes, polygon, x, y)) return true;
	return false;
}
