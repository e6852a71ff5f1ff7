/** A name on a map, at a point in pixels. */
export interface MapLabel {
	text: string;
	at: [x: number, y: number];
	size: number;
	strong: boolean;
	colour: string;
	/** Around its letters; the map's ground where none is given. */
	halo?: string;
	/** Whether it stands on the point itself, or beside a mark that has to stay in sight. */
	beside: boolean;
}

export interface PlacedLabel extends MapLabel {
	/** Middle of its base line. */
	x: number;
	y: number;
}

type Extent = [left: number, top: number, right: number, bottom: number];

/** Mean width of a letter of the documents' face, as a part of its size. */
const letterWidth = 0.52;
const gap = 5;
/** Of what a name stands beside, in pixels. */
const markRadius = 5;

/** Places names so that none covers another or leaves the map: those that come first first, the others where room is left. */
export function placeLabels(
	labels: readonly MapLabel[],
	{ width, height }: { width: number; height: number },
	taken: readonly Extent[]
): PlacedLabel[] {
	const kept: Extent[] = [...taken];
	return labels.flatMap((label) => {
		const half = (label.text.length * label.size * letterWidth) / 2;
		const free = positionsOf(label, half)
			.map(([x, y]) => ({
				...{ x, y },
				extent: [x - half, y - label.size * 0.8, x + half, y + label.size * 0.25] as Extent
			}))
			.filter(
				({ extent }) =>
					inside(extent, width, height) && !kept.some((other) => overlap(extent, other))
			);
		const marks = label.beside ? otherMarks(labels, label) : [];
		// A name that covers another mark is better than none.
		const best = free.find(({ extent }) => !marks.some((mark) => overlap(extent, mark))) ?? free[0];
		if (!best) return [];
		kept.push(best.extent);
		return [{ ...label, x: best.x, y: best.y }];
	});
}

const inside = ([left, top, right, bottom]: Extent, width: number, height: number): boolean =>
	left >= 2 && top >= 2 && right <= width - 2 && bottom <= height - 2;

/** Marks near a label that others stand beside. */
function otherMarks(labels: readonly MapLabel[], own: MapLabel): Extent[] {
	const [ownX, ownY] = own.at;
	const reach = own.text.length * own.size + markRadius;
	return labels.flatMap(({ at: [x, y], beside }): Extent[] =>
		beside && (x !== ownX || y !== ownY) && Math.abs(x - ownX) < reach && Math.abs(y - ownY) < reach
			? [[x - markRadius, y - markRadius, x + markRadius, y + markRadius]]
			: []
	);
}

function positionsOf({ at: [x, y], size, beside }: MapLabel, half: number): [number, number][] {
	const middle = y + size * 0.3;
	if (!beside) return [[x, middle]];
	return [
		[x, y - gap - size * 0.2],
		[x + half + gap, middle],
		[x - half - gap, middle],
		[x, y + gap + size * 0.8]
	];
}

function overlap(one: Extent, other: Extent): boolean {
	return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
