import { encodePng } from './png.ts';

export type Point = readonly [x: number, y: number];

/** Every pixel is drawn as so many by so many, and becomes their mean: edges are smooth. */
const samples = 2;

/** Surfaces, lines and discs on a ground of one colour; lengths in pixels, colours as `#RRVVBB`. */
export class Raster {
	readonly #width: number;
	readonly #height: number;
	readonly #colours: Uint8Array;

	constructor(width: number, height: number, ground: string) {
		this.#width = width * samples;
		this.#height = height * samples;
		this.#colours = new Uint8Array(3 * this.#width * this.#height);
		const colour = channels(ground);
		for (let at = 0; at < this.#colours.length; at += 1)
			this.#colours[at] = colour[at % 3] as number;
	}

	/** Fills rings, the even-odd way, so that holes stay free. @param share how much of the colour, from 0 to 1 */
	fill(rings: readonly (readonly Point[])[], colour: string, share = 1): void {
		const rgb = channels(colour);
		const edges = rings.flatMap((ring) =>
			ring.map((from, index): [Point, Point] => [from, ring[(index + 1) % ring.length] ?? from])
		);
		const ys = edges.map(([[, y]]) => y * samples);
		const first = Math.max(0, Math.floor(smallest(ys)));
		const last = Math.min(this.#height - 1, Math.ceil(largest(ys)));
		for (let row = first; row <= last; row += 1) {
			const crossings = crossingsAt(edges, (row + 0.5) / samples);
			for (let pair = 0; pair + 1 < crossings.length; pair += 2)
				this.#span(row, crossings[pair] as number, crossings[pair + 1] as number, rgb, share);
		}
	}

	/** A closed line along a ring. */
	stroke(ring: readonly Point[], width: number, colour: string): void {
		ring.forEach(([x, y], index) => {
			const [toX, toY] = ring[(index + 1) % ring.length] ?? [x, y];
			const length = Math.hypot(toX - x, toY - y);
			this.disc([x, y], width / 2, colour);
			if (length === 0) return;
			const [dx, dy] = [((toY - y) / length) * (width / 2), ((x - toX) / length) * (width / 2)];
			this.fill(
				[
					[
						[x + dx, y + dy],
						[toX + dx, toY + dy],
						[toX - dx, toY - dy],
						[x - dx, y - dy]
					]
				],
				colour
			);
		});
	}

	disc([x, y]: Point, radius: number, colour: string): void {
		const sides = 20;
		const ring = Array.from({ length: sides }, (_, side): Point => {
			const turn = (2 * Math.PI * side) / sides;
			return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)];
		});
		this.fill([ring], colour);
	}

	#span(row: number, from: number, to: number, rgb: readonly number[], share: number) {
		const first = Math.max(0, Math.round(from * samples));
		const last = Math.min(this.#width, Math.round(to * samples));
		for (let at = 3 * (row * this.#width + first); at < 3 * (row * this.#width + last); at += 1) {
			const under = this.#colours[at] as number;
			this.#colours[at] = Math.round(under + ((rgb[at % 3] as number) - under) * share);
		}
	}

	png(): Uint8Array {
		const [width, height] = [this.#width / samples, this.#height / samples];
		const means = new Uint8Array(3 * width * height);
		for (let at = 0; at < means.length; at += 1) {
			const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
			let sum = 0;
			for (let part = 0; part < samples * samples; part += 1) {
				const row = y * samples + Math.floor(part / samples);
				sum +=
					this.#colours[3 * (row * this.#width + x * samples + (part % samples)) + (at % 3)] ?? 0;
			}
			means[at] = sum / (samples * samples);
		}
		return encodePng(width, height, means);
	}
}

function channels(colour: string): number[] {
	return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** Without spreading: an outline has thousands of positions. */
const smallest = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
const largest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);

function crossingsAt(edges: readonly (readonly [Point, Point])[], y: number): number[] {
	const found: number[] = [];
	for (const [[ax, ay], [bx, by]] of edges)
		if (ay > y !== by > y) found.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
	return found.sort((one, other) => one - other);
}
