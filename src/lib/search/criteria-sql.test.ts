import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { criteriaFile, criteriaSql } from './criteria-sql.ts';
import { criteriaInAddress, criteriaList, fieldEntries } from './criteria-list.ts';

it('stands in the schema as the criteria say it (npm run criteria writes it)', () => {
	expect(readFileSync(criteriaFile, 'utf8')).toBe(criteriaSql());
});

it('has a line for every criterion but the one that is told as sale stages', () => {
	const sql = criteriaSql();
	const missing = criteriaList.filter(({ id }) => !sql.includes(`'${id}' <> all (asked.strict)`));
	expect(missing.map(({ id }) => id)).toEqual(['offered']);
	expect(sql).not.toContain('undefined');
});

it('orders the same criteria for the funnel and for an address, each once', () => {
	const ids = criteriaList.map(({ id }) => id);
	expect(criteriaInAddress.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
	expect(new Set(ids).size).toBe(ids.length);
	const names = fieldEntries.map(([, { name }]) => name);
	expect(new Set(names).size).toBe(names.length);
});
