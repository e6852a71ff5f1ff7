import type { Geometry } from 'geojson';
import { parseShp } from 'shpjs';
import { reason } from '#lib/domain/reason.ts';
import { GeometryFault } from '#lib/geo/repair-geometry.ts';
import { FormatError } from './contract.ts';

const fileHead = 100;
const shapeHead = 8;
const typeAt = 32;
/** Code of a MultiPatch: a surface in space, which shpjs takes for a point. */
const multiPatch = 31;

/** Shapes of a .shp, counted from head to head: each says its length in words of 2 bytes. */
export function shapeCount(shapes: Uint8Array): number {
	return heads(shapes).length;
}

/**
 * The shapes of a .shp in the order of its records, in degrees by its .prj: null where a record has none, and what is
 * wrong with one that cannot be read, so that the others can be.
 * @throws FormatError where none can be read
 */
export function readShapes(
	shapes: Uint8Array,
	prj: string | undefined
): (Geometry | GeometryFault | null)[] {
	if (shapes.byteLength < fileHead || typeOf(shapes, typeAt) === multiPatch)
		throw unreadable('.shp');
	const at = heads(shapes);
	const whole = unlessBroken(() => parseShp(shapes, prj));
	if (whole?.length === at.length) return whole;
	const alone = at.map((head, index) => readOne(shapes, head, index, prj));
	if (alone.every((shape) => shape instanceof GeometryFault)) throw unreadable('.shp');
	return alone;
}

/** One shape, as a file of its own. */
function readOne(shapes: Uint8Array, head: number, index: number, prj: string | undefined) {
	const end = head + shapeHead + contentBytes(shapes, head);
	if (end > shapes.byteLength) return broken(index);
	if (end === head + shapeHead || typeOf(shapes, head + shapeHead) === 0) return null;
	const file = new Uint8Array(fileHead + end - head);
	file.set(shapes.subarray(0, fileHead));
	file.set(shapes.subarray(head, end), fileHead);
	const read = unlessBroken(() => parseShp(file, prj));
	return read?.length === 1 ? (read[0] ?? null) : broken(index);
}

function broken(index: number): GeometryFault {
	return new GeometryFault(
		'celle-ci est abîmée ou incomplète',
		reason('geometry_broken', { line: index + 1 })
	);
}

/** What shpjs throws is about its own code: the user needs to know which file is at fault. */
export function unreadable(part: '.shp' | '.dbf'): FormatError {
	return new FormatError(
		`le fichier ${part} du Shapefile est illisible ou tronqué.`,
		reason('shp_part', { part })
	);
}

/** Where the head of each shape begins. */
function heads(shapes: Uint8Array): number[] {
	const found: number[] = [];
	for (let at = fileHead; at + shapeHead <= shapes.byteLength;) {
		found.push(at);
		at += shapeHead + contentBytes(shapes, at);
	}
	return found;
}

function contentBytes(shapes: Uint8Array, head: number): number {
	return viewOf(shapes).getUint32(head + 4) * 2;
}

function typeOf(shapes: Uint8Array, at: number): number {
	return viewOf(shapes).getInt32(at, true);
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Null where shpjs throws. */
export function unlessBroken<T>(parse: () => T): T | null {
	try {
		return parse();
	} catch {
		return null;
	}
}
