/** The fastest that a page can be which has no more than libraries: an R-tree and a prepared polygon of JSTS. */
import type { Geometry } from 'geojson';
import GeometryFactory from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import PreparedPolygon from 'jsts/org/locationtech/jts/geom/prep/PreparedPolygon.js';
import GeoJSONReader from 'jsts/org/locationtech/jts/io/GeoJSONReader.js';
import SegmentStringUtil from 'jsts/org/locationtech/jts/noding/SegmentStringUtil.js';
import type { Plot } from '#lib/domain/plot.ts';

export interface PreparedPeer {
	/** Prepares an area; answers whether the plot at a place, smaller than the area, touches it. */
	prepare: (area: Geometry) => (at: number) => boolean;
}

interface Read {
	getCoordinate: () => unknown;
}

/** What its types leave out. */
interface Prepared {
	getPointLocator: () => { locate: (position: unknown) => number };
	getIntersectionFinder: () => { intersects: (segments: unknown) => boolean };
}

const exterior = 2;
const segmentsOf = SegmentStringUtil as unknown as {
	extractSegmentStrings: (geometry: Read) => unknown;
};

/** Its constructor calls its parent's without the geometry, and fails: what it does next is all that is needed. */
function preparedPolygon(area: unknown): Prepared {
	const jsts = PreparedPolygon as unknown as {
		prototype: Prepared;
		constructor_: { call: (prepared: Prepared, area: unknown) => void };
	};
	const prepared = Object.create(jsts.prototype) as Prepared;
	jsts.constructor_.call(prepared, area);
	return prepared;
}

/** Reads the geometries of all plots, as a page would on opening. */
export function preparedPeer(plots: readonly Plot[]): PreparedPeer {
	const reader = new GeoJSONReader(new GeometryFactory());
	const geometries = plots.map(({ geometry }) => reader.read(geometry) as Read);
	return {
		// The two steps of its PreparedPolygonIntersects, whose constructor fails like the other.
		prepare: (area) => {
			const prepared = preparedPolygon(reader.read(area));
			const [locator, finder] = [prepared.getPointLocator(), prepared.getIntersectionFinder()];
			return (at) => {
				const geometry = geometries[at] as Read;
				return (
					locator.locate(geometry.getCoordinate()) !== exterior ||
					finder.intersects(segmentsOf.extractSegmentStrings(geometry))
				);
			};
		}
	};
}
