import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { drawnRecords, openMap, plotCount } from './map-page.ts';

const run = promisify(execFile);

/** A hectare or so beside Charleville-Mézières, in CNIG vocabulary. */
const plot = {
	type: 'Feature',
	properties: {
		terr_id: '08105_TERRAIN-ECO_09001',
		site_id: '08105_SITE-ECO_DEMO01',
		terr_surf_brute: 0.8,
		terr_identif_date: '2026-11-01',
		terr_actu_date: '2026-11-20',
		terr_maitrise_fonc: 'commune',
		terr_stade_amngt: 'viabilisé et aménagé',
		terr_stade_comm: 'en vente',
		terr_etat_occup: 'inoccupé',
		terr_usage: 'espace vert',
		terr_lot: 'Lot importé'
	},
	geometry: {
		type: 'Polygon',
		coordinates: [
			[
				[4.72, 49.76],
				[4.7213, 49.76],
				[4.7213, 49.7608],
				[4.72, 49.7608],
				[4.72, 49.76]
			]
		]
	}
};

test('an import made while the map is open shows when the visitor comes back to it', async ({
	page
}) => {
	await openMap(page);
	const before = await plotCount(page);
	const file = join(mkdtempSync(join(tmpdir(), 'forgeterre-import-')), 'terrain.geojson');
	writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [plot] }));
	await run(process.execPath, ['scripts/import.ts', file]);

	await page.evaluate(() => dispatchEvent(new Event('focus')));
	await expect.poll(() => plotCount(page)).toBe(before + 1);
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBe(before + 1);
	await page.getByRole('searchbox').fill('lot importé');
	await expect(page.locator('tbody').getByRole('link', { name: /Lot importé/ })).toBeVisible();
});
