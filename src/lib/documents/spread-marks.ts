import type { Position } from 'geojson';

/** What is needed of a map's frame. */
interface Frame {
	metresPerPixel: number;
	place: (position: Position) => [x: number, y: number];
}

const metresPerDegree = 111_320;
const turns = 12;

/**
 * Moves marks apart that would stand on one another, so that each can be pointed at: the first stays, the others go to
 * the nearest free place around.
 * @param positions in degrees
 * @param apart pixels between two marks, at least
 * @returns positions in degrees, in the same order
 */
export function spreadMarks(
	positions: readonly Position[],
	{ metresPerPixel, place }: Frame,
	apart: number
): Position[] {
	const taken: [x: number, y: number][] = [];
	const isFree = (x: number, y: number) =>
		taken.every(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY) >= apart);
	return positions.map((position) => {
		const [x, y] = place(position);
		const [moveX, moveY] = firstFree((dx, dy) => isFree(x + dx, y + dy), apart);
		taken.push([x + moveX, y + moveY]);
		const [lon = 0, lat = 0] = position;
		const east = (moveX * metresPerPixel) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
		return [lon + east, lat - (moveY * metresPerPixel) / metresPerDegree];
	});
}

/** The nearest move that leads to a free place, ring after ring. */
function firstFree(
	isFree: (dx: number, dy: number) => boolean,
	apart: number
): [dx: number, dy: number] {
	for (let ring = 0; ring < 40; ring++) {
		const steps = ring === 0 ? 1 : turns * ring;
		for (let step = 0; step < steps; step++) {
			const angle = (2 * Math.PI * step) / steps;
			const reach = (ring * apart) / 2;
			const [dx, dy] = [reach * Math.cos(angle), reach * Math.sin(angle)];
			if (isFree(dx, dy)) return [dx, dy];
		}
	}
	return [0, 0];
}
