import type { Position } from 'geojson';
import type { UnitState } from '#lib/domain/inventory.ts';
import { roundLength } from '#lib/ui/round-length.ts';

export interface PlannedUnit {
	id: string;
	state: UnitState;
	/** Rank in the table beside the plan, from 1. */
	rank: number;
	path: string;
	/** Where its rank stands, in units of the plan. */
	x: number;
	y: number;
}

export interface UnitPlan {
	width: number;
	height: number;
	units: PlannedUnit[];
	/** A round length of the ground, in metres and in units of the plan. */
	scale: { metres: number; length: number };
}

interface Outlined {
	id: string;
	state: UnitState;
	outline: { coordinates: Position[][] } | null;
}

const width = 640;
const margin = 20;
const metresPerDegree = 111_195;

/** Draws the units of a site, north up; null where no outline is known. */
export function planUnits(units: readonly Outlined[]): UnitPlan | null {
	const places = units.flatMap(({ outline }) => outline?.coordinates.flat() ?? []);
	if (places.length === 0) return null;
	const [lngs, lats] = [0, 1].map((axis) => places.map((place) => place[axis] ?? 0));
	const [west, east] = [Math.min(...(lngs ?? [])), Math.max(...(lngs ?? []))];
	const [south, north] = [Math.min(...(lats ?? [])), Math.max(...(lats ?? []))];
	// A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
	const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const perDegree = Math.min(
		(width - 2 * margin) / Math.max((east - west) * narrowing, 1e-6),
		(width - 2 * margin) / Math.max(north - south, 1e-6)
	);
	const height = (north - south) * perDegree + 2 * margin + 24;
	const point = ([lng = 0, lat = 0]: Position): [number, number] => [
		width / 2 + (lng - (west + east) / 2) * narrowing * perDegree,
		margin + (north - lat) * perDegree
	];
	const perMetre = perDegree / metresPerDegree;
	const metres = Math.max(10, roundLength(width / 4 / perMetre));
	return {
		width,
		height,
		units: units.flatMap(({ id, state, outline }, index) => {
			const rings = outline?.coordinates.map((ring) => ring.map(point)) ?? [];
			const corners = rings[0]?.slice(1) ?? [];
			if (corners.length === 0) return [];
			const mean = (axis: 0 | 1) =>
				corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
			const path = rings
				.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
				.join('');
			return [{ id, state, rank: index + 1, path, x: mean(0), y: mean(1) }];
		}),
		scale: { metres, length: metres * perMetre }
	};
}
