import { metricDifference, type Vertex } from '#lib/geo/metric-shape.ts';
import { cornersOf } from '#lib/geo/rectangle-within.ts';
import type { Footprint } from './building.ts';
import { edgeAngles, fit } from './fit.ts';
import { FitGround, fitsAt, freeSides, type Placement } from './fits-at.ts';
import { gridPerCentimetre } from '#lib/geo/inner-fit.ts';

/** Two rectangles in one: where the middle of each lies from the middle of both, along and across, in metres. */
interface Arrangement {
	whole: Footprint;
	parts: [Part, Part];
}
interface Part extends Footprint {
	along: number;
	across: number;
	isTurned: boolean;
}

const mostPlacesOfFirst = 8;

/** End to end and side by side, the second as it is or turned by a quarter. */
function arrangements(first: Footprint, second: Footprint, clearance: number): Arrangement[] {
	const turned = { length: second.width, width: second.length };
	return [false, true].flatMap((isTurned): Arrangement[] => {
		const { length, width } = isTurned ? turned : second;
		const whole = {
			along: first.length + clearance + length,
			across: first.width + clearance + width
		};
		const own = { ...first, isTurned: false };
		const other = { length, width, isTurned };
		return [
			{
				whole: { length: whole.along, width: Math.max(first.width, width) },
				parts: [
					{ ...own, along: (first.length - whole.along) / 2, across: 0 },
					{ ...other, along: (whole.along - length) / 2, across: 0 }
				]
			},
			{
				whole: { length: Math.max(first.length, length), width: whole.across },
				parts: [
					{ ...own, along: 0, across: (first.width - whole.across) / 2 },
					{ ...other, along: 0, across: (whole.across - width) / 2 }
				]
			}
		];
	});
}

function placementOf(
	whole: Placement,
	{ along, across, length, width, isTurned }: Part
): Placement {
	const { centre, angle } = whole;
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	const middle = {
		x: centre.x + 100 * (along * cos - across * sin),
		y: centre.y + 100 * (along * sin + across * cos)
	};
	const sides = isTurned ? { length: width, width: length } : { length, width };
	return {
		centre: middle,
		angle: isTurned ? angle + Math.PI / 2 : angle,
		length: sides.length * 100,
		width: sides.width * 100
	};
}

/**
 * Places for two buildings with a strip between them, in two arrangements at any angle, then the first against the
 * edges and the second in what is left. Null where none was found, which proves nothing.
 * @param clearance in metres
 */
export function fitBoth(
	ground: FitGround,
	first: Footprint,
	second: Footprint,
	clearance: number
): [Placement, Placement] | null {
	for (const { whole, parts } of arrangements(first, second, clearance)) {
		const answer = fit(ground, whole);
		if (answer.answer === 'fits')
			return [placementOf(answer.placement, parts[0]), placementOf(answer.placement, parts[1])];
	}
	for (const angle of edgeAngles(ground.shape.rings))
		for (const placement of placesAt(ground, first, angle)) {
			const other = fitBeside(ground, placement, second, clearance);
			if (other) return [placement, other];
		}
	return null;
}

/** Places of the first building in the corners of where it may stand. */
function placesAt(ground: FitGround, footprint: Footprint, angle: number): Placement[] {
	const [length, width] = freeSides(footprint);
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	const corners = ground.cornersAt(angle, length, width).flat().slice(0, mostPlacesOfFirst);
	return corners.map((corner) => {
		const along = corner.x / gridPerCentimetre + length / 2;
		const across = corner.y / gridPerCentimetre + width / 2;
		return {
			centre: { x: along * cos - across * sin, y: along * sin + across * cos },
			angle,
			length: footprint.length * 100,
			width: footprint.width * 100
		};
	});
}

function fitBeside(
	ground: FitGround,
	placement: Placement,
	second: Footprint,
	clearance: number
): Placement | null {
	const grown = {
		...placement,
		length: placement.length + 200 * clearance,
		width: placement.width + 200 * clearance
	};
	const taken: Vertex[] = cornersOf(grown).map(({ x, y }) => ({
		x: Math.round(x),
		y: Math.round(y)
	}));
	const left = new FitGround(
		metricDifference(ground.shape, [{ origin: ground.shape.origin, rings: [taken] }])
	);
	for (const angle of edgeAngles(left.shape.rings)) {
		const found = fitsAt(left, second, angle);
		if (found) return found;
	}
	return null;
}
