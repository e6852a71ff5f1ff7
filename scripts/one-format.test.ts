import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyOf, type ChangedCopy } from './changed-copy.ts';

let copy: ChangedCopy;

beforeAll(() => {
	copy = copyOf(['src/lib', 'data']);
});

afterAll(() => {
	copy.remove();
});

/** GeoJSON, a line a feature (RFC 8142 without its separator). */
const lines = `
import type { ReadFormat } from '../contract.ts';
import { reader as readGeoJson } from './geojson.ts';

export const reader: ReadFormat = (bytes, context) => {
	const features = new TextDecoder().decode(bytes).trim().split('\\n');
	const text = '{"type":"FeatureCollection","features":[' + features.join(',') + ']}';
	return readGeoJson(new TextEncoder().encode(text), context);
};`;

const asks = `
import { importedFiles } from '#lib/formats/index.ts';
import { readRecords } from '#lib/formats/read-records.ts';
const feature = { type: 'Feature', geometry: { type: 'Polygon', coordinates: [[[4.7, 49.7], [4.71, 49.7], [4.71, 49.71], [4.7, 49.7]]] },
	properties: { contrainte_id: 'C1', contrainte_type: 'zone humide' } };
const { records } = await readRecords(new TextEncoder().encode(JSON.stringify(feature) + '\\n'), { file: 'a.geojsonl', date: '2026-01-31' });
console.log(JSON.stringify({ accepted: importedFiles.includes('.geojsonl'), keys: records.map(({ key }) => key) }));`;

it('that an import reads is its file and its line of the registry', () => {
	copy.write('src/lib/formats/readers/geojsonl.ts', lines);
	copy.change(
		'src/lib/formats/index.ts',
		'] as const satisfies readonly Format[];',
		`	,{ id: 'geojsonl', label: 'GeoJSON par lignes', extensions: ['.geojsonl'], mediaType: 'application/geo+json-seq', reads: true }
] as const satisfies readonly Format[];`
	);
	expect([...copy.touched().keys()]).toEqual([
		'src/lib/formats/index.ts',
		'src/lib/formats/readers/geojsonl.ts'
	]);
	copy.write('asks.ts', asks);
	expect(JSON.parse(copy.run('asks.ts'))).toEqual({ accepted: true, keys: ['C1'] });
});
