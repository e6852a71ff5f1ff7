import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSurfaces } from './read-surfaces.ts';

const folder = join(import.meta.dirname, '../../../tests/fixtures/surfaces');
const fixture = (name: string) => readFileSync(join(folder, name));
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

const ring = [
	[4.7, 49.76],
	[4.704, 49.76],
	[4.704, 49.763],
	[4.7, 49.763],
	[4.7, 49.76]
];
const featureOf = (coordinates: unknown, type = 'Polygon', properties: object = {}) => ({
	type: 'Feature',
	properties,
	geometry: { type, coordinates }
});

/** A zip of one deflated file, whose directory may lie about its unpacked size and its name. */
function zipOf(name: string, content: Uint8Array, told = content.length, flags = 0): Uint8Array {
	const packed = deflateRawSync(content);
	const label = Buffer.from(name);
	const fields = Buffer.alloc(26);
	fields.writeUInt16LE(20, 0);
	fields.writeUInt16LE(flags, 2);
	fields.writeUInt16LE(8, 4);
	fields.writeUInt32LE(packed.length, 14);
	fields.writeUInt32LE(told, 18);
	fields.writeUInt16LE(label.length, 22);
	const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, label, packed]);
	const central = Buffer.concat([
		Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
		fields,
		Buffer.alloc(14),
		label
	]);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(local.length, 16);
	return Buffer.concat([local, central, end]);
}

describe('surfaces of a file', () => {
	// Written by GDAL from the same two squares in degrees.
	it.each(['lots-lambert-93.zip', 'lots-utm-31.zip', 'lots-cc49.gpkg'])(
		'come back in degrees from %s, with their names',
		async (name) => {
			const { surfaces } = await readSurfaces(fixture(name), name);
			expect(surfaces.map((surface) => surface.name)).toEqual(['Lot nord', 'Lot sud']);
			const [north] = surfaces;
			const positions = north?.geometry.coordinates.flat(2) as number[];
			const longitudes = positions.filter((_, index) => index % 2 === 0);
			const latitudes = positions.filter((_, index) => index % 2 === 1);
			expect(Math.min(...longitudes)).toBeCloseTo(4.7, 6);
			expect(Math.max(...longitudes)).toBeCloseTo(4.704, 6);
			expect(Math.min(...latitudes)).toBeCloseTo(49.76, 6);
			expect(Math.max(...latitudes)).toBeCloseTo(49.763, 6);
			expect(north?.areaHa).toBeCloseTo(9.6, 1);
		}
	);

	it('are told when they cross themselves, and offered mended', async () => {
		const [a, b, c, d] = ring;
		const file = json(featureOf([[a, c, b, d, a]], 'Polygon', { nom: 'Papillon' }));
		const { surfaces } = await readSurfaces(file, 'papillon.geojson');
		expect(surfaces[0]?.fault?.message).toContain('l’anneau se recoupe près de');
		expect(surfaces[0]?.fault?.reason?.code).toBe('ring_crossing');
		expect(surfaces[0]?.geometry.type).toBe('MultiPolygon');
	});

	it.each<[string, Uint8Array, string, string]>([
		[
			'200,000 vertices',
			json(featureOf([Array.from({ length: 200_000 }, (_, at) => [4.7 + at / 1e7, 49.76])])),
			'grand.geojson',
			'a 200000 sommets ; attendu : 5000 au plus'
		],
		['no feature', json({ type: 'FeatureCollection', features: [] }), 'a.geojson', 'aucun objet'],
		['a point', json(featureOf([4.7, 49.76], 'Point')), 'a.geojson', 'aucune surface parmi les 1'],
		[
			'Paris metres',
			json(
				featureOf([
					[
						[9e6, 1],
						[9e6, 2],
						[9e6, 3],
						[9e6, 1]
					]
				])
			),
			'a.geojson',
			'hors'
		],
		['an empty layer', fixture('couche-vide.gpkg'), 'a.gpkg', 'aucune couche n’a d’objet'],
		['half a GeoPackage', fixture('lots-cc49.gpkg').subarray(0, 5000), 'a.gpkg', 'abîmé'],
		['a text called .gpkg', json('bonjour'), 'a.gpkg', 'ce n’est pas un GeoPackage'],
		['a text called .zip', json('bonjour'), 'a.zip', 'ce n’est pas une archive zip'],
		['half a zip', fixture('lots-utm-31.zip').subarray(0, 400), 'a.zip', 'tronquée'],
		['a script', json('alert(1)'), 'a.js', 'format inconnu'],
		['a zip of text', zipOf('note.txt', json('x')), 'a.zip', 'aucun fichier .shp'],
		['a broken .shp', zipOf('a.shp', json('x')), 'a.zip', '.shp du Shapefile est illisible'],
		['a path outside', zipOf('../../etc/a.shp', json('x')), 'a.zip', 'sort de l’archive'],
		['a ciphered file', zipOf('a.shp', json('x'), 3, 1), 'a.zip', 'est chiffré'],
		[
			'a bomb that owns up to its size',
			zipOf('a.shp', json('x'), 4_000_000_000),
			'a.zip',
			'se déplie en 3815 Mo ; attendu : 100 Mo au plus'
		],
		[
			'a bomb that hides its size',
			zipOf('a.shp', new Uint8Array(50_000_000), 1000),
			'a.zip',
			'en plus d’octets que l’archive n’en annonce (1000)'
		]
	])('refuse %s', async (_, bytes, name, words) => {
		await expect(readSurfaces(bytes, name)).rejects.toThrow(words);
	});
});
