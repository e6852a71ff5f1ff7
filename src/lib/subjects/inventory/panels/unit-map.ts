import type { InventoryUnit } from '#lib/backend/inventory.ts';
import { drawMap, type AreaStyle, type MapShape } from '#lib/documents/map-drawing.ts';
import { mapFrame } from '#lib/documents/map-frame.ts';
import type { Box } from '#lib/domain/feature.ts';
import { paperTints } from '#lib/domain/ground-colours.ts';
import type { UnitState } from '#lib/domain/inventory.ts';

const line = '#4A443C';

/** How each state is drawn on paper: by colour and by pattern, so that a grey copy tells them apart. */
export const unitStyles: Record<UnitState, AreaStyle> = {
	occupée: { fill: '#D8D2C8', line },
	vacante: { fill: '#E8A594', pattern: 'hatch', line },
	'récemment inoccupée': { fill: '#F3D59A', pattern: 'dots', line },
	libre: { fill: '#FFFFFF', line },
	inconnue: { fill: '#FFFFFF', pattern: 'cross', line: '#9A9086' }
};

interface UnitMapParts {
	units: readonly InventoryUnit[];
	/** Ways and water beneath. */
	ground: readonly MapShape[];
	lengthText: (metres: number) => string;
	north: string;
}

/** The units of a site, each with its rank in the table beside it; null where no outline is known. */
export function unitMap({ units, ground, lengthText, north }: UnitMapParts): string | null {
	const outlined = units.flatMap(({ outline, state }, index) =>
		outline === null ? [] : [{ outline, state, rank: index + 1 }]
	);
	const box = boxOf(outlined.flatMap(({ outline }) => outline.coordinates.flat()));
	if (box === null) return null;
	return drawMap({
		frame: mapFrame({ box, width: 700, height: 430, margin: 0.08, leastMetres: 150 }),
		ground: paperTints.light.paper,
		shapes: [
			...ground,
			...outlined.map(({ outline, state }): MapShape => ({
				...{ kind: 'area', surface: outline, lineWidth: 1 },
				...unitStyles[state]
			}))
		],
		labels: outlined.map(({ outline, rank }) => ({
			...{ text: String(rank), at: middleOf(outline.coordinates[0] ?? []) },
			...{ size: 12, strong: true, colour: paperTints.light.label, beside: false }
		})),
		...{ lengthText, north }
	});
}

function boxOf(positions: readonly number[][]): Box | null {
	if (positions.length === 0) return null;
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lng = 0, lat = 0] of positions) {
		[west, east] = [Math.min(west, lng), Math.max(east, lng)];
		[south, north] = [Math.min(south, lat), Math.max(north, lat)];
	}
	return [west, south, east, north];
}

function middleOf(ring: readonly number[][]): number[] {
	const corners = ring.slice(1);
	const mean = (axis: 0 | 1) =>
		corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / Math.max(1, corners.length);
	return [mean(0), mean(1)];
}
