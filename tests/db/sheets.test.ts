import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { sheets } from '#lib/backend/sheets.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { members, settle } from './sample-territory.ts';

const territory = members.id;
const sheet = {
	...{ territory, code: 'AAAA-BBBB-CCCC', plotId: 'T1', day: '2026-11-26' },
	values: { terr_prix_demande_m2: 35.5, terr_stade_comm: 'en vente', reseau_gaz: null, hbat: true }
};

describe.each(engines())('printed sheets on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	it('are kept once, with the first day when they were printed', async () => {
		expect(await sheets.issue(service, sheet)).toBe('2026-11-26');
		expect(await sheets.issue(service, { ...sheet, day: '2026-12-24' })).toBe('2026-11-26');
		const { code, plotId, values, day } = sheet;
		expect(await sheets.find(service, territory, ['ZZZZ-ZZZZ-ZZZZ', code])).toEqual([
			{ code, plotId, values, issued: day }
		]);
		expect(await sheets.find(service, 'ailleurs', [code])).toEqual([]);
	});

	it('are all kept when many print the same at once', async () => {
		const same = { ...sheet, code: 'DDDD-DDDD-DDDD' };
		const days = await Promise.all(Array.from({ length: 8 }, () => sheets.issue(service, same)));
		expect(new Set(days)).toEqual(new Set(['2026-11-26']));
		expect(await sheets.find(service, territory, [same.code])).toHaveLength(1);
	});

	it('are written and read by the server alone: a code that anybody could write would prove nothing', async () => {
		const anonymous = createPublicClient(backend);
		await expect(sheets.issue(anonymous, sheet)).rejects.toMatchObject({ status: 401 });
		await expect(sheets.find(anonymous, territory, [sheet.code])).rejects.toMatchObject({
			status: 401
		});
	});
});
