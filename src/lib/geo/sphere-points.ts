import type { LngLat } from '#lib/domain/feature.ts';

/** Mean radius of the Earth in km, the one Turf uses. */
const earthRadiusKm = 6371.0088;
const radians = Math.PI / 180;

/**
 * Points as unit vectors: how far two are apart is then three products and no trigonometry,
 * and gives what turf.distance gives to less than a millimetre.
 */
export interface SpherePoints {
	count: number;
	x: Float64Array;
	y: Float64Array;
	z: Float64Array;
}

/** Points given as two columns of degrees. A point that is not a number is near nothing. */
export function spherePoints(lng: ArrayLike<number>, lat: ArrayLike<number>): SpherePoints {
	const count = lng.length;
	const points = {
		count,
		x: new Float64Array(count),
		y: new Float64Array(count),
		z: new Float64Array(count)
	};
	for (let at = 0; at < count; at += 1) {
		const cosLat = Math.cos((lat[at] as number) * radians);
		points.x[at] = cosLat * Math.cos((lng[at] as number) * radians);
		points.y[at] = cosLat * Math.sin((lng[at] as number) * radians);
		points.z[at] = Math.sin((lat[at] as number) * radians);
	}
	return points;
}

export function spherePointsOf(positions: readonly LngLat[]): SpherePoints {
	return spherePoints(
		positions.map(([lng]) => lng),
		positions.map(([, lat]) => lat)
	);
}

/** Square of the chord that a great-circle distance in km spans, on a sphere of radius 1. */
export function squaredChord(km: number): number {
	const half = Math.sin(Math.min(km / (2 * earthRadiusKm), Math.PI / 2));
	return 4 * half * half;
}

/** Great-circle distance in km that a squared chord stands for. */
export function chordKm(squared: number): number {
	// Up to 255 km, five terms of the arcsine's series differ from it by less than a micrometre.
	if (squared < 0.0016) {
		const q = squared / 4;
		return earthRadiusKm * Math.sqrt(squared) * (1 + q * (1 / 6 + q * (3 / 40 + (q * 15) / 336)));
	}
	return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(squared) / 2));
}

/** Squared chord between point `from` of one set and point `to` of another. */
export function squaredChordBetween(
	one: SpherePoints,
	from: number,
	other: SpherePoints,
	to: number
): number {
	const dx = (one.x[from] as number) - (other.x[to] as number);
	const dy = (one.y[from] as number) - (other.y[to] as number);
	const dz = (one.z[from] as number) - (other.z[to] as number);
	return dx * dx + dy * dy + dz * dz;
}

/**
 * For every point the nearest of others: its index (-1 when there is none) and the distance in km (NaN then).
 */
export function nearestOf(
	points: SpherePoints,
	others: SpherePoints
): { index: Int32Array; km: Float64Array } {
	const index = new Int32Array(points.count).fill(-1);
	const km = new Float64Array(points.count).fill(Number.NaN);
	for (let at = 0; at < points.count; at += 1) {
		const px = points.x[at] as number;
		const py = points.y[at] as number;
		const pz = points.z[at] as number;
		let nearest = -1;
		let least = Infinity;
		for (let other = 0; other < others.count; other += 1) {
			const dx = px - (others.x[other] as number);
			const dy = py - (others.y[other] as number);
			const dz = pz - (others.z[other] as number);
			const squared = dx * dx + dy * dy + dz * dz;
			if (squared < least) {
				least = squared;
				nearest = other;
			}
		}
		if (nearest < 0) continue;
		index[at] = nearest;
		km[at] = chordKm(least);
	}
	return { index, km };
}

/** Distance in km from one point to its `rank`-th nearest among others (1: the nearest); Infinity when fewer stand. */
export function kthNearestKm(
	points: SpherePoints,
	at: number,
	others: SpherePoints,
	rank: number
): number {
	const least: number[] = [];
	for (let other = 0; other < others.count; other += 1) {
		const squared = squaredChordBetween(points, at, others, other);
		if (least.length < rank) least.push(squared);
		else if (squared < (least.at(-1) ?? 0)) least[rank - 1] = squared;
		else continue;
		least.sort((a, b) => a - b);
	}
	return least.length < rank ? Infinity : chordKm(least[rank - 1] ?? Infinity);
}

/**
 * Adds the weight of each other point to every point within a radius of it.
 * @param radiusKm a point exactly so far counts
 * @param weights one a point of `others`; without it each weighs 1
 */
export function sumWithin(
	points: SpherePoints,
	others: SpherePoints,
	radiusKm: number,
	weights?: ArrayLike<number>
): Float64Array {
	const sums = new Float64Array(points.count);
	const limit = squaredChord(radiusKm);
	for (let other = 0; other < others.count; other += 1) {
		const [x, y, z] = [
			others.x[other] as number,
			others.y[other] as number,
			others.z[other] as number
		];
		const weight = weights === undefined ? 1 : (weights[other] as number);
		for (let at = 0; at < points.count; at += 1) {
			const dx = (points.x[at] as number) - x;
			const dy = (points.y[at] as number) - y;
			const dz = (points.z[at] as number) - z;
			if (dx * dx + dy * dy + dz * dz <= limit) sums[at] = (sums[at] as number) + weight;
		}
	}
	return sums;
}
