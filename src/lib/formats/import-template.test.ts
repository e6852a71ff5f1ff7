import { describe, expect, it } from 'vitest';
import { templateCsv, templateSchemas, templateSheets } from './import-template.ts';
import { readRecords } from './read-records.ts';

const place = [4.72, 49.77] as const;

describe.each(templateSchemas)('the template of $class', (schema) => {
	it('is read as it stands, without a word against it', async () => {
		const bytes = new TextEncoder().encode(templateCsv(schema, place));
		const file = await readRecords(bytes, { file: 'modele.csv', date: '2026-01-31' });
		expect(file.schema.class).toBe(schema.class);
		expect(file.issues.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
		expect(file.records).toHaveLength(1);
	});

	it('has every column of the class, and says what each admits', () => {
		const [table, values] = templateSheets(schema, place);
		expect(table?.rows[0]).toEqual(expect.arrayContaining(Object.keys(schema.fields)));
		for (const [name, field] of Object.entries(schema.fields)) {
			const line = values?.rows.find(([column]) => column === name);
			for (const value of field.list ?? []) expect(line?.[2]).toContain(value);
		}
	});
});
