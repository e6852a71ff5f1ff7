import { Builder } from 'flatbuffers';
import type { Geometry, Position } from 'geojson';
import {
	aboutLines,
	numberOf,
	textOf,
	type WriteFormat,
	type WrittenColumn,
	type WrittenLayer
} from '../written/contract.ts';
import { FileWriter } from '../written/file-writer.ts';
import { multiGeometry } from '../written/multi-geometry.ts';

// The tables of https://github.com/flatgeobuf/flatgeobuf/tree/master/src/fbs, by the numbers of their fields. The
// project's own package asks for OpenLayers and twenty more beside it, and takes the types of columns from one feature.

/** "fgb" of version 3, and patch 0. */
const magic = Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0);
const columnTypes: Record<WrittenColumn['type'], number> = {
	boolean: 2,
	integer: 7,
	number: 10,
	text: 11,
	date: 13
};
const geometryTypes = { Point: 1, Polygon: 3, MultiPoint: 4, MultiPolygon: 6 } as const;
const shapeTypes: Record<WrittenLayer['shape'], number> = {
	surface: geometryTypes.MultiPolygon,
	point: geometryTypes.MultiPoint,
	mixed: 0
};

function doubles(builder: Builder, values: readonly number[]): number {
	builder.startVector(8, values.length, 8);
	for (let at = values.length - 1; at >= 0; at -= 1) builder.addFloat64(values[at] ?? 0);
	return builder.endVector();
}

function offsets(builder: Builder, values: readonly number[]): number {
	builder.startVector(4, values.length, 4);
	for (let at = values.length - 1; at >= 0; at -= 1) builder.addOffset(values[at] ?? 0);
	return builder.endVector();
}

function headerBytes({ name, columns, shape, system, count, about }: WrittenLayer): Uint8Array {
	const builder = new Builder(4096);
	const columnOffsets = columns.map((column) => {
		const [own, description] = [
			builder.createString(column.name),
			builder.createString(column.description)
		];
		builder.startObject(11);
		builder.addFieldOffset(0, own, 0);
		builder.addFieldInt8(1, columnTypes[column.type], 0);
		builder.addFieldOffset(3, description, 0);
		return builder.endObject();
	});
	const listed = offsets(builder, columnOffsets);
	const organisation = builder.createString('EPSG');
	builder.startObject(6);
	builder.addFieldOffset(0, organisation, 0);
	builder.addFieldInt32(1, system, 0);
	const crs = builder.endObject();
	const layerName = builder.createString(name);
	const title = builder.createString(about.title);
	const description = builder.createString(aboutLines(about).join('\n'));
	builder.startObject(14);
	builder.addFieldOffset(0, layerName, 0);
	builder.addFieldInt8(2, shapeTypes[shape], 0);
	builder.addFieldOffset(7, listed, 0);
	builder.addFieldInt64(8, BigInt(count), 0n);
	// Without an index: it would have to know all features before the first is written.
	builder.addFieldInt16(9, 0, 16);
	builder.addFieldOffset(10, crs, 0);
	builder.addFieldOffset(11, title, 0);
	builder.addFieldOffset(12, description, 0);
	builder.finishSizePrefixed(builder.endObject());
	return builder.asUint8Array();
}

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

/** A FlatGeobuf (version 3) without a spatial index: features follow one another as they come. */
export const writer: WriteFormat = async (path, layer, features) => {
	const file = new FileWriter(path);
	file.bytes(magic);
	file.bytes(headerBytes(layer));
	const builder = new Builder(4096);
	for await (const batch of features)
		for (const { geometry, properties } of batch) {
			builder.clear();
			const whole = geometry && (layer.shape === 'mixed' ? geometry : multiGeometry(geometry));
			const values = builder.createByteVector(propertiesBytes(layer.columns, properties));
			const drawn = whole === null ? 0 : geometryTable(builder, whole);
			builder.startObject(3);
			if (drawn !== 0) builder.addFieldOffset(0, drawn, 0);
			builder.addFieldOffset(1, values, 0);
			builder.finishSizePrefixed(builder.endObject());
			file.bytes(builder.asUint8Array());
		}
	file.close();
};
