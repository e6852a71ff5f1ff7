import type { Geometry } from 'geojson';
import { expect, it } from 'vitest';
import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import { firmSchema } from '#lib/domain/import/etablissement.ts';
import { brownfieldSchema } from '#lib/domain/import/friche.ts';
import { siteSchema } from '#lib/domain/import/site-eco.ts';
import { plotSchema } from '#lib/domain/import/terrain-eco.ts';
import { recordParsers, type AtlasCollection } from './parse-records.ts';

const point: Geometry = { type: 'Point', coordinates: [4.7, 49.7] };
const ring = [
	[4.7, 49.7],
	[4.8, 49.7],
	[4.8, 49.8],
	[4.7, 49.7]
];
const geometries: Record<ClassSchema['geometry'], Geometry> = {
	points: { type: 'MultiPoint', coordinates: [[4.7, 49.7]] },
	surface: { type: 'MultiPolygon', coordinates: [[ring]] },
	'point-or-surface': point
};

const classes: [AtlasCollection, ClassSchema][] = [
	['sites', siteSchema],
	['terrains', plotSchema],
	['etablissements', firmSchema],
	['friches', brownfieldSchema]
];

// One record that did not read would keep the whole territory from being read.
it.each(classes)(
	'what an import takes of %s is read, with nothing but what must be there',
	(name, schema) => {
		const demanded = Object.entries(schema.fields).filter(([, { required }]) => required);
		const properties = Object.fromEntries(
			demanded.map(([column, { list }]) => [column, list?.[0] ?? '12345678901234'])
		);
		const [, parse] = recordParsers[name];
		const record = parse({
			type: 'Feature',
			id: 'A',
			geometry: geometries[schema.geometry],
			properties: {
				...{ ...properties, [schema.key]: 'A' },
				...{ source_nom: 'Essai', source_date: '2026-01-31', source_methode: 'relevé' }
			}
		});
		expect(record).toMatchObject({ provenance: { source: 'Essai' } });
	}
);
