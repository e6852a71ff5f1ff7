import { Builder } from 'flatbuffers';
import type { Box } from '#lib/domain/feature.ts';
import { aboutLines, type WrittenColumn, type WrittenLayer } from './contract.ts';
import { nodeSize } from './packed-tree.ts';

// The tables of https://github.com/flatgeobuf/flatgeobuf/tree/master/src/fbs, by the numbers of their fields. The
// project's own package asks for OpenLayers and twenty more beside it, and takes the types of columns from one feature.

/** "fgb" of version 3, and patch 0. */
export const magic = Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0);
const columnTypes: Record<WrittenColumn['type'], number> = {
	boolean: 2,
	integer: 7,
	number: 10,
	text: 11,
	date: 13
};
export const geometryTypes = { Point: 1, Polygon: 3, MultiPoint: 4, MultiPolygon: 6 } as const;
const shapeTypes: Record<WrittenLayer['shape'], number> = {
	surface: geometryTypes.MultiPolygon,
	point: geometryTypes.MultiPoint,
	mixed: 0
};

export function doubles(builder: Builder, values: readonly number[]): number {
	builder.startVector(8, values.length, 8);
	for (let at = values.length - 1; at >= 0; at -= 1) builder.addFloat64(values[at] ?? 0);
	return builder.endVector();
}

export function offsets(builder: Builder, values: readonly number[]): number {
	builder.startVector(4, values.length, 4);
	for (let at = values.length - 1; at >= 0; at -= 1) builder.addOffset(values[at] ?? 0);
	return builder.endVector();
}

/** @param box around all features; null where the file has no index */
export function headerBytes(
	{ name, columns, shape, system, count, about }: WrittenLayer,
	box: Box | null
): Uint8Array {
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
	const envelope = box === null ? 0 : doubles(builder, box);
	builder.startObject(14);
	builder.addFieldOffset(0, layerName, 0);
	if (envelope !== 0) builder.addFieldOffset(1, envelope, 0);
	builder.addFieldInt8(2, shapeTypes[shape], 0);
	builder.addFieldOffset(7, listed, 0);
	builder.addFieldInt64(8, BigInt(count), 0n);
	builder.addFieldInt16(9, box === null ? 0 : nodeSize, 16);
	builder.addFieldOffset(10, crs, 0);
	builder.addFieldOffset(11, title, 0);
	builder.addFieldOffset(12, description, 0);
	builder.finishSizePrefixed(builder.endObject());
	return builder.asUint8Array();
}
