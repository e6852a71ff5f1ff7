import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { Builder } from 'flatbuffers';
import type { Geometry, Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import {
	numberOf,
	textOf,
	type WriteFormat,
	type WrittenColumn,
	type WrittenFeature,
	type WrittenLayer
} from '../written/contract.ts';
import { FileWriter } from '../written/file-writer.ts';
import {
	doubles,
	geometryTypes,
	headerBytes,
	magic,
	offsets
} from '../written/flatgeobuf-header.ts';
import { multiGeometry } from '../written/multi-geometry.ts';
import { boxAround, nearEachOther, packedTree, type Piece } from '../written/packed-tree.ts';

/** A geometry of points, or of rings whose ends are told where there are several. */
function coordinatesTable(
	builder: Builder,
	type: number,
	rings: readonly (readonly Position[])[],
	parts?: readonly number[]
): number {
	const ends: number[] = [];
	for (const ring of rings) ends.push((ends.at(-1) ?? 0) + ring.length);
	let endsAt = 0;
	if (ends.length > 1) {
		builder.startVector(4, ends.length, 4);
		for (const end of ends.toReversed()) builder.addInt32(end);
		endsAt = builder.endVector();
	}
	const xy = parts
		? 0
		: doubles(
				builder,
				rings.flat().flatMap(([x = 0, y = 0]) => [x, y])
			);
	const partsAt = parts ? offsets(builder, parts) : 0;
	builder.startObject(8);
	if (endsAt !== 0) builder.addFieldOffset(0, endsAt, 0);
	if (xy !== 0) builder.addFieldOffset(1, xy, 0);
	builder.addFieldInt8(6, type, 0);
	if (partsAt !== 0) builder.addFieldOffset(7, partsAt, 0);
	return builder.endObject();
}

/** @returns 0 for a kind that no collection has */
function geometryTable(builder: Builder, geometry: Geometry): number {
	switch (geometry.type) {
		case 'Point':
			return coordinatesTable(builder, geometryTypes.Point, [[geometry.coordinates]]);
		case 'MultiPoint':
			return coordinatesTable(builder, geometryTypes.MultiPoint, [geometry.coordinates]);
		case 'Polygon':
			return coordinatesTable(builder, geometryTypes.Polygon, geometry.coordinates);
		case 'MultiPolygon': {
			const parts = geometry.coordinates.map((rings) =>
				coordinatesTable(builder, geometryTypes.Polygon, rings)
			);
			return coordinatesTable(builder, geometryTypes.MultiPolygon, [], parts);
		}
		default:
			return 0;
	}
}

function valueBytes({ type }: WrittenColumn, value: unknown): Buffer | null {
	if (type === 'boolean') return typeof value === 'boolean' ? Buffer.of(Number(value)) : null;
	if (type === 'number' || type === 'integer') {
		const number = numberOf(value);
		if (number === null) return null;
		const bytes = Buffer.alloc(8);
		if (type === 'number') bytes.writeDoubleLE(number);
		else bytes.writeBigInt64LE(BigInt(Math.round(number)));
		return bytes;
	}
	const text = textOf(value);
	if (text === null) return null;
	const length = Buffer.alloc(4);
	const content = Buffer.from(text, 'utf8');
	length.writeUInt32LE(content.length);
	return Buffer.concat([length, content]);
}

/** Values that are known, each after the number of its column. */
function propertiesBytes(
	columns: readonly WrittenColumn[],
	properties: Readonly<Record<string, unknown>>
): Buffer {
	return Buffer.concat(
		columns.flatMap((column, at) => {
			const bytes = valueBytes(column, properties[column.name]);
			const number = Buffer.alloc(2);
			number.writeUInt16LE(at);
			return bytes === null ? [] : [number, bytes];
		})
	);
}

/** A feature as its file says it. */
function featureBytes(
	builder: Builder,
	{ columns, shape }: WrittenLayer,
	{ geometry, properties }: WrittenFeature
): Uint8Array {
	builder.clear();
	const whole = geometry && (shape === 'mixed' ? geometry : multiGeometry(geometry));
	const values = builder.createByteVector(propertiesBytes(columns, properties));
	const drawn = whole === null ? 0 : geometryTable(builder, whole);
	builder.startObject(3);
	if (drawn !== 0) builder.addFieldOffset(0, drawn, 0);
	builder.addFieldOffset(1, values, 0);
	builder.finishSizePrefixed(builder.endObject());
	return builder.asUint8Array();
}

/** Features as they came, and the box of each that has a place. */
interface WrittenFeatures {
	pieces: Piece[];
	boxes: Box[];
}

/** Writes features one after the other, as they come. */
async function writeFeatures(
	path: string,
	layer: WrittenLayer,
	features: Parameters<WriteFormat>[2]
): Promise<WrittenFeatures> {
	const file = new FileWriter(path);
	const builder = new Builder(4096);
	const written: WrittenFeatures = { pieces: [], boxes: [] };
	for await (const batch of features)
		for (const feature of batch) {
			const bytes = featureBytes(builder, layer, feature);
			written.pieces.push({ begin: file.length, length: bytes.length });
			if (feature.geometry !== null) written.boxes.push(boundingBox(feature.geometry));
			file.bytes(bytes);
		}
	file.close();
	return written;
}

/** Copies features from where they were written to where they stay, in another order. */
function copyFeatures(from: string, to: FileWriter, pieces: readonly Piece[]): void {
	const source = openSync(from, 'r');
	try {
		for (const { begin, length } of pieces) {
			const bytes = Buffer.alloc(length);
			readSync(source, bytes, 0, length, begin);
			to.bytes(bytes);
		}
	} finally {
		closeSync(source);
	}
}

/**
 * A FlatGeobuf (version 3) with its spatial index. Features are written beside it first: the index stands before them
 * and says where each begins. Where one has no place there is no index, and they follow one another as they came.
 */
export const writer: WriteFormat = async (path, layer, features) => {
	const beside = `${path}.features`;
	try {
		const { pieces, boxes } = await writeFeatures(beside, layer, features);
		const hasIndex = boxes.length > 0 && boxes.length === pieces.length;
		const file = new FileWriter(path);
		file.bytes(magic);
		file.bytes(headerBytes(layer, hasIndex ? boxAround(boxes) : null));
		if (hasIndex) {
			const placed = nearEachOther(
				boxes.map((box, at) => ({ ...(pieces[at] ?? { begin: 0, length: 0 }), box }))
			);
			file.bytes(packedTree(placed));
			copyFeatures(beside, file, placed);
		} else copyFeatures(beside, file, pieces);
		file.close();
	} finally {
		rmSync(beside, { force: true });
	}
};
