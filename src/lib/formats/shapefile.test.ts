import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GeometryFault } from '#lib/geo/repair-geometry.ts';
import { zipOf } from '../../../tests/fixtures/hostile-files.ts';
import { reader } from './readers/shp.ts';
import { zipEntries } from './zip-entries.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures');
/** Two plots, written by GDAL. */
const plots = zipEntries(readFileSync(join(fixtures, 'imports/terrains-tronques.zip')));
const shapes = plots.find(({ name }) => name.endsWith('.shp'))?.read() ?? new Uint8Array();

/** The two plots, their shapes changed. */
function read(change: (shapes: Buffer) => Uint8Array) {
	const parts = plots.map((part) => ({
		name: part.name,
		content: part.name.endsWith('.shp') ? change(Buffer.from(part.read())) : part.read()
	}));
	return reader(zipOf(...parts), { file: 'a.zip' });
}

const second = 108 + shapeBytes(100);

function shapeBytes(head: number): number {
	return Buffer.from(shapes).readInt32BE(head + 4) * 2;
}

const faults: [string, (shapes: Buffer) => Uint8Array][] = [
	['more points than its bytes hold', (file) => written(file, second + 48, 5_000_000)],
	['more parts than its bytes hold', (file) => written(file, second + 44, 5_000_000)],
	['an end that the file has lost', (file) => file.subarray(0, file.length - 20)]
];

function written(file: Buffer, at: number, value: number): Buffer {
	file.writeInt32LE(value, at);
	return file;
}

describe('a Shapefile', () => {
	it.each(faults)(
		'keeps its other plots where one shape has %s, and names that one',
		(_, change) => {
			const { records } = read(change);
			expect(records.map(({ line, properties }) => [line, properties['terr_id']])).toEqual([
				[1, 'T1'],
				[2, 'T2']
			]);
			expect(records[0]?.geometries[0]?.value).toMatchObject({ type: 'Polygon' });
			expect(records[1]?.geometries[0]?.value).toBeInstanceOf(GeometryFault);
		}
	);

	it('keeps a row whose shape is not there, without a geometry', () => {
		const { records } = read((file) => file.subarray(0, second));
		expect(records.map(({ geometries }) => geometries.length)).toEqual([1, 0]);
		expect(records[1]?.properties).toMatchObject({ terr_id: 'T2' });
	});

	it.each([
		[
			'none of its shapes can be read',
			(file: Buffer) => written(written(file, second + 48, 5e6), 148, 5e6)
		],
		['they are surfaces in space', (file: Buffer) => written(file, 32, 31)]
	])('is refused where %s', (_, change) => {
		expect(() => read(change)).toThrow('le fichier .shp du Shapefile est illisible ou tronqué.');
	});
});
