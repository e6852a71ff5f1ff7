import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listingFieldsFile, listingFieldsSql } from './listing-sql.ts';

it('stands in the schema as the table of fields says it (npm run fields writes it)', () => {
	expect(readFileSync(listingFieldsFile, 'utf8')).toBe(listingFieldsSql());
});
