import type { Feature, Position } from 'geojson';
import { toLngLat, type LngLat } from '#lib/domain/feature.ts';
import { shapeFault, type AreaShape } from '#lib/geo/area-shape.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import type { DrawingTool } from '#lib/state/workspace.svelte.ts';

/** Width on each side of a line just drawn; the panel changes it. */
const defaultCorridorKm = 2;

const openRing = (ring: Position[]): LngLat[] => ring.slice(0, -1).map(toLngLat);

/** The shape that was drawn; null when it encloses nothing or crosses itself. */
export function drawnShape(tool: DrawingTool, feature: Feature): AreaShape | null {
	if (feature.geometry.type === 'LineString') {
		const line = feature.geometry.coordinates.map(toLngLat);
		const corridor: AreaShape = { kind: 'corridor', line, widthKm: defaultCorridorKm };
		return shapeFault(corridor) === null ? corridor : null;
	}
	if (feature.geometry.type !== 'Polygon') return null;
	const ring = feature.geometry.coordinates[0] ?? [];
	const shape = shapeOf(tool, ring, feature);
	return shapeFault(shape) === null ? shape : null;
}

function shapeOf(tool: DrawingTool, ring: Position[], feature: Feature): AreaShape {
	switch (tool) {
		case 'line':
		case 'polygon':
			return { kind: 'polygon', ring: openRing(ring) };
		case 'rectangle':
			return { kind: 'rectangle', box: boundingBox(feature.geometry) };
		case 'circle': {
			const [west, south, east, north] = boundingBox(feature.geometry);
			const radiusKm: unknown = feature.properties?.['radiusKilometers'];
			return {
				kind: 'circle',
				centre:
					ring.length > 0 ? [(west + east) / 2, (south + north) / 2] : centreOf(feature.geometry),
				radiusKm: typeof radiusKm === 'number' ? radiusKm : 0
			};
		}
	}
}
