import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#lib/server/embedded/engines.ts';
import { engines, type TestDatabase } from './engines.ts';

describe.each(engines())('a page by box on $name', ({ create }) => {
	let database: TestDatabase;
	let engine: Engine;

	beforeAll(async () => {
		database = await create();
		engine = database.openRaw();
		await engine.run('set search_path = public, extensions');
	});

	afterAll(async () => {
		await engine.close();
		await database.remove();
	});

	it.each(['terrains', 'sites', 'etablissements', 'friches', 'poi', 'communes', 'contraintes'])(
		'finds %s by the spatial index as an anonymous visitor, under row-level security',
		async (collection) => {
			const [row] = await engine.rows(`
				select source::text as source, page_condition('${collection}', '{4,49,5,50}', null) as condition
				from collection_definition('${collection}')`);
			const condition = String(row?.['condition']).replaceAll(
				'$2',
				'st_makeenvelope(4, 49, 5, 50, 4326)'
			);
			// A table of the tests is so small that reading it whole is cheaper: what is asked is whether the index may serve.
			await engine.run('set role anon; set enable_seqscan = off');
			const plan = await engine.rows(
				`explain select from ${String(row?.['source'])} as record where ${condition}`
			);
			await engine.run('reset role; reset enable_seqscan');
			const lines = plan.map((line) => String(Object.values(line)[0])).join('\n');
			expect(lines).toMatch(/Index Cond: \(.*&&/);
			expect(lines, 'the policy still holds').toMatch(/publie/);
		}
	);
});
