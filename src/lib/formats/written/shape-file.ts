import type { Geometry, Position } from 'geojson';
import { FileWriter } from './file-writer.ts';

/** Codes of shapes (ESRI Shapefile Technical Description, 1998). */
const shapeCodes = { surface: 5, point: 8 } as const;
export type ShapeKind = keyof typeof shapeCodes;

const headerLength = 100;

function signedArea(ring: readonly Position[]): number {
	return ring.reduce((sum, [x = 0, y = 0], at) => {
		const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
		return sum + (x * nextY - nextX * y);
	}, 0);
}

/** Rings of a surface as a Shapefile asks them: outlines turn with the clock, holes against it. */
function ringsOf(geometry: Geometry): Position[][] {
	const polygons =
		geometry.type === 'Polygon'
			? [geometry.coordinates]
			: geometry.type === 'MultiPolygon'
				? geometry.coordinates
				: [];
	return polygons.flatMap((rings) =>
		rings.map((ring, at) => (signedArea(ring) > 0 === (at === 0) ? ring.toReversed() : ring))
	);
}

function pointsOf(geometry: Geometry): Position[] {
	if (geometry.type === 'Point') return [geometry.coordinates];
	return geometry.type === 'MultiPoint' ? geometry.coordinates : [];
}

function boxOf(points: readonly Position[]): [number, number, number, number] {
	const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x = 0, y = 0] of points) {
		box[0] = Math.min(box[0], x);
		box[1] = Math.min(box[1], y);
		box[2] = Math.max(box[2], x);
		box[3] = Math.max(box[3], y);
	}
	return box;
}

function doubles(bytes: Buffer, at: number, values: readonly number[]): void {
	values.forEach((value, index) => bytes.writeDoubleLE(value, at + 8 * index));
}

/** Shapes and the index to them: the files .shp and .shx. */
export class ShapeFile {
	readonly #kind: ShapeKind;
	readonly #shapes: FileWriter;
	readonly #index: FileWriter;
	#count = 0;
	#box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];

	constructor(path: string, kind: ShapeKind) {
		this.#kind = kind;
		this.#shapes = new FileWriter(`${path}.shp`);
		this.#index = new FileWriter(`${path}.shx`);
		for (const file of [this.#shapes, this.#index]) file.bytes(Buffer.alloc(headerLength));
	}

	/** @param geometry of the kind of the file; null for a record without one */
	add(geometry: Geometry | null): void {
		const content = geometry === null ? Buffer.alloc(4) : this.#contentOf(geometry);
		const head = Buffer.alloc(8);
		this.#count += 1;
		head.writeInt32BE(this.#count, 0);
		head.writeInt32BE(content.length / 2, 4);
		const entry = Buffer.alloc(8);
		entry.writeInt32BE(this.#shapes.length / 2, 0);
		entry.writeInt32BE(content.length / 2, 4);
		this.#index.bytes(entry);
		this.#shapes.bytes(Buffer.concat([head, content]));
	}

	close(): void {
		for (const file of [this.#shapes, this.#index]) {
			file.over(0, this.#header(file.length));
			file.close();
		}
	}

	#contentOf(geometry: Geometry): Buffer {
		const rings = this.#kind === 'surface' ? ringsOf(geometry) : [];
		const points = this.#kind === 'surface' ? rings.flat() : pointsOf(geometry);
		if (points.length === 0) return Buffer.alloc(4);
		const box = boxOf(points);
		this.#box = [
			Math.min(this.#box[0], box[0]),
			Math.min(this.#box[1], box[1]),
			Math.max(this.#box[2], box[2]),
			Math.max(this.#box[3], box[3])
		];
		const starts = rings.map((_, at) =>
			rings.slice(0, at).reduce((sum, ring) => sum + ring.length, 0)
		);
		const counts = this.#kind === 'surface' ? [rings.length, points.length] : [points.length];
		const pointsAt = 36 + 4 * (counts.length + starts.length);
		const content = Buffer.alloc(pointsAt + 16 * points.length);
		content.writeInt32LE(shapeCodes[this.#kind], 0);
		doubles(content, 4, box);
		[...counts, ...starts].forEach((value, at) => content.writeInt32LE(value, 36 + 4 * at));
		points.forEach(([x = 0, y = 0], at) => doubles(content, pointsAt + 16 * at, [x, y]));
		return content;
	}

	#header(length: number): Buffer {
		const header = Buffer.alloc(headerLength);
		header.writeInt32BE(9994, 0);
		header.writeInt32BE(length / 2, 24);
		header.writeInt32LE(1000, 28);
		header.writeInt32LE(shapeCodes[this.#kind], 32);
		doubles(header, 36, Number.isFinite(this.#box[0]) ? this.#box : [0, 0, 0, 0]);
		return header;
	}
}
