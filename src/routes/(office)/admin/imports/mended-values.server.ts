import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { schemaNamed } from '#lib/domain/import/detect-class.ts';
import { unitsFor, type UnitsByClass } from '#lib/domain/import/units.ts';
import type { PositionsChoice, ReadPositions } from '#lib/formats/read-positions.ts';
import type { RecordsFile } from '#lib/formats/read-records.ts';
import { coordinateSystemOf, toDegrees } from '#lib/geo/coordinate-system.ts';
import { fromProjection, projectionsLeadingTo } from '#lib/geo/foreign-projection.ts';
import { outlinePath, pictureOf } from '#lib/geo/outline-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { worldLand } from '#lib/server/ground/world-land.ts';
import { positionsField, unitFieldPrefix } from './mended-fields.ts';

/** What the form says of units and positions; or the sentence that refuses it. */
export function mendsInForm(
	form: FormData
): { units: UnitsByClass; positions: PositionsChoice } | { fault: string } {
	const units: Record<string, Record<string, string>> = {};
	for (const [field, unit] of form) {
		if (!field.startsWith(unitFieldPrefix) || typeof unit !== 'string') continue;
		const [name = '', column = ''] = field.slice(unitFieldPrefix.length).split(':');
		const schema = schemaNamed(name);
		const standard = schema?.fields[column]?.unit;
		if (!schema || standard === undefined || !unitsFor(standard).includes(unit))
			return { fault: m.admin_mend_unit_unknown({ value: unit.slice(0, 40) }) };
		if (unit !== standard) (units[schema.class] ??= {})[column] = unit;
	}
	const given = form.get(positionsField);
	const positions = typeof given === 'string' && given !== '' ? given : 'mended';
	const isKnown = positions === 'mended' || positions === 'refused';
	if (!isKnown && fromProjection(positions) === null)
		return { fault: m.admin_mend_positions_unknown({ value: positions.slice(0, 40) }) };
	return { units, positions };
}

/** A small map: land, and positions as dots, as paths of an SVG. */
interface SmallMap {
	width: number;
	height: number;
	land: string[];
	dots: string;
}

/** Positions of one kind, before and after. */
export interface PositionsView {
	system: ReadPositions['system'];
	count: number;
	/** The first, as the file writes it and in degrees. */
	first: { before: Position; after: Position | null };
	/** Where they would lie as they are written; null where they are nowhere. */
	before: SmallMap | null;
	/** Where they are taken to lie; null where they are refused. */
	after: SmallMap | null;
}

export interface Ground {
	box: Box | null;
	/** Surfaces of the EPCI. */
	outlines: readonly (Polygon | MultiPolygon)[];
}

const mapWidth = 320;
const world: Box = [-180, -58, 180, 78];
const france: Box = [-5.6, 41, 10, 51.6];

/** Everything in the files that is not in degrees, and the projections that lead into the territory. */
export function positionsView(files: readonly RecordsFile[], ground: Ground) {
	const groups = new Map<ReadPositions['system'], ReadPositions>();
	for (const { system, count, samples } of files.flatMap(({ positions }) => positions)) {
		const former = groups.get(system);
		groups.set(system, {
			...{ system, count: (former?.count ?? 0) + count },
			samples: [...(former?.samples ?? []), ...samples]
		});
	}
	const all = [...groups.values()];
	return { groups: all.map((group) => viewOf(group, ground)), offered: offered(all, ground) };
}

function viewOf({ system, count, samples }: ReadPositions, { box, outlines }: Ground) {
	const [first = { before: [], after: null }] = samples;
	const literal = samples
		.map(({ before }) => asWritten(before, system))
		.filter((position) => position !== null);
	const after = samples.map((sample) => sample.after).filter((position) => position !== null);
	const isFrench = literal.every((position) => within(position, france));
	return {
		...{ system, count, first },
		before:
			literal.length === 0
				? null
				: smallMap(isFrench ? france : world, [worldLand(), ...outlines], literal),
		after:
			after.length === 0 ? null : smallMap(around([...after, ...corners(box)]), outlines, after)
	} satisfies PositionsView;
}

/** Where a position lies as it is written: as degrees, or by the Lambert-93 that it would be taken for; null for nowhere. */
function asWritten(position: Position, system: ReadPositions['system']): Position | null {
	const [x = Number.NaN, y = Number.NaN] = position;
	if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return [x, y];
	const found = system === 'foreign' ? coordinateSystemOf([position]) : null;
	return found === null ? null : toDegrees(found)(position);
}

function smallMap(
	box: Box,
	land: readonly (Polygon | MultiPolygon)[],
	positions: readonly Position[]
): SmallMap {
	const picture = pictureOf(box, mapWidth);
	const dots = positions.map((position) => {
		const [x, y] = picture.place(position);
		return `M${x.toFixed(1)},${y.toFixed(1)}h0`;
	});
	return {
		...{ width: mapWidth, height: Math.round(picture.height) },
		land: land.map((surface) => outlinePath(surface, picture)),
		dots: [...new Set(dots)].join('')
	};
}

/** Room around what a map shows, as a share of it, and at least some kilometres. */
const margin = 0.1;
const leastMargin = 0.03;

function around(positions: readonly Position[]): Box {
	const [lngs, lats] = [0, 1].map((axis) => positions.map((position) => position[axis] ?? 0)) as [
		number[],
		number[]
	];
	const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
	const [south, north] = [Math.min(...lats), Math.max(...lats)];
	const room = Math.max(leastMargin, margin * Math.max(east - west, north - south));
	return [west - room, south - room, east + room, north + room];
}

function corners(box: Box | null): Position[] {
	return box === null ? [] : [box.slice(0, 2), box.slice(2)];
}

function within([x = 0, y = 0]: Position, [west, south, east, north]: Box): boolean {
	return x >= west && x <= east && y >= south && y <= north;
}

/** Projections of metres by which the first positions lie in the territory: nothing where they do already. */
function offered(groups: readonly ReadPositions[], { box }: Ground): string[] {
	if (box === null) return [];
	const isThere = (position: Position) => within(position, around(corners(box)));
	const strays = groups.flatMap(({ system, samples: [sample] }) => {
		const isRight = sample?.after && isThere(sample.after) && system !== 'foreign';
		return sample === undefined || isRight || system === 'swapped-degrees' ? [] : [sample.before];
	});
	return [...new Set(strays.flatMap((stray) => projectionsLeadingTo(stray, isThere)))];
}
