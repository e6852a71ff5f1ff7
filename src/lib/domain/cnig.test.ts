import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cnigClasses, cnigClassNames } from './cnig.ts';

const folder = '../shared/data/cnig';

interface OfficialField {
	name: string;
	type: string;
	format?: string;
	constraints: { required: boolean };
}

/** What the standard calls a kind of value, and we. A year is told by its four figures. */
function typeOf({ name, type, format }: OfficialField): string {
	if (name.endsWith('geomsurf') || name === 'etab_geompoint') return 'geometry';
	if (type === 'date') return format === '%Y' ? 'text' : 'date';
	return type === 'number' ? 'number' : 'text';
}

describe.skipIf(!existsSync(folder)).each(cnigClassNames)(
	'the class %s (skipped where ../shared/data is absent)',
	(name) => {
		it('has the columns of the official schema, in its order, as obligatory as there', () => {
			const text = readFileSync(`${folder}/${name}.schema.json`, 'utf8');
			const { fields } = JSON.parse(text) as { fields: OfficialField[] };
			expect(cnigClasses[name].columns).toEqual(
				fields.map((field) => ({
					...{ name: field.name, type: typeOf(field), required: field.constraints.required }
				}))
			);
		});
	}
);
