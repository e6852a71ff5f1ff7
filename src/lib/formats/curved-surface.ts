import type { Geometry, Position } from 'geojson';

/** Types of well-known binary (ISO 13249-3), less what they say of their dimensions. */
const [lineString, polygon, curvePolygon, multiSurface] = [2, 3, 10, 12];
/** Types that may have arcs, from the arc itself to an abstract surface. */
const [firstCurved, lastCurved] = [8, 14];

/** Whether well-known binary is of a type that may have arcs. */
export function mayHaveArcs(body: Buffer): boolean {
	if (body.length < 5) return false;
	const type = new BinaryReader(body).head();
	return type >= firstCurved && type <= lastCurved;
}

/**
 * A surface whose type allows for arcs, as many tools write surfaces without any; null where it does have some.
 * @throws RangeError for one that ends too soon
 */
export function surfaceWithoutArcs(body: Buffer): Geometry | null {
	return new BinaryReader(body).surface();
}

class BinaryReader {
	readonly #body: Buffer;
	#at = 0;
	#isLittle = true;
	/** Numbers of a position. */
	#dimensions = 2;

	constructor(body: Buffer) {
		this.#body = body;
	}

	/** Reads the order of bytes, the dimensions and the type of what comes. */
	head(): number {
		this.#isLittle = this.#body.readUInt8(this.#at) === 1;
		this.#at += 1;
		const code = this.#count();
		this.#dimensions = [2, 3, 3, 4][Math.floor(code / 1000)] ?? 2;
		return code % 1000;
	}

	surface(): Geometry | null {
		const type = this.head();
		if (type === multiSurface) {
			const parts = this.#list(() => this.#partOfSurface());
			const whole = parts.filter((part) => part !== null);
			return whole.length === parts.length ? { type: 'MultiPolygon', coordinates: whole } : null;
		}
		const coordinates = this.#rings(type);
		return coordinates && { type: 'Polygon', coordinates };
	}

	#partOfSurface(): Position[][] | null {
		return this.#rings(this.head());
	}

	/** The rings of a polygon, which have no head, or of a curved one, each with a head of its own. */
	#rings(type: number): Position[][] | null {
		if (type === polygon) return this.#list(() => this.#list(() => this.#position()));
		if (type !== curvePolygon) return null;
		const rings = this.#list(() =>
			this.head() === lineString ? this.#list(() => this.#position()) : null
		);
		const straight = rings.filter((ring) => ring !== null);
		return straight.length === rings.length ? straight : null;
	}

	/** As many as a count says; what follows a part that cannot be read is not there to be found. */
	#list<Part>(read: () => Part): Part[] {
		const parts: Part[] = [];
		for (let left = this.#count(); left > 0; left -= 1) {
			const part = read();
			parts.push(part);
			if (part === null) break;
		}
		return parts;
	}

	#position(): Position {
		return Array.from({ length: this.#dimensions }, () => this.#number());
	}

	#count(): number {
		const value = this.#isLittle
			? this.#body.readUInt32LE(this.#at)
			: this.#body.readUInt32BE(this.#at);
		this.#at += 4;
		return value;
	}

	#number(): number {
		const value = this.#isLittle
			? this.#body.readDoubleLE(this.#at)
			: this.#body.readDoubleBE(this.#at);
		this.#at += 8;
		return value;
	}
}
