import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { databasePage } from '../../scripts/migration/database-page.ts';
import { engines } from './engines.ts';

describe.each(engines())('docs/database.md, on $name', ({ create }) => {
	it('tells the tables and functions as their comments do (npm run documents writes it)', async () => {
		const database = await create();
		const engine = database.openRaw();
		try {
			expect(await databasePage(engine)).toBe(readFileSync('docs/database.md', 'utf8'));
		} finally {
			await engine.close();
			await database.remove();
		}
	});
});
