import type { Geometry } from 'geojson';

/** A geometry as one of several parts: a layer that declares them has no other. */
export function multiGeometry(geometry: Geometry): Geometry {
	switch (geometry.type) {
		case 'Point':
			return { type: 'MultiPoint', coordinates: [geometry.coordinates] };
		case 'Polygon':
			return { type: 'MultiPolygon', coordinates: [geometry.coordinates] };
		case 'LineString':
			return { type: 'MultiLineString', coordinates: [geometry.coordinates] };
		default:
			return geometry;
	}
}
