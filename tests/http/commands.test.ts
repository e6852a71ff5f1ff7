import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';

const official = '../shared/data/nord-ardennes';
const header = 'site_id;site_nom;site_type;site_statut;geompoint';
const brownfield =
	'08105_TEST;Friche importée;friche industrielle;friche sans projet;POINT (4.720 49.770)';

describe.each(engines)('commands beside the running server on $name', (engine) => {
	const server = useServer(engine);
	const write = (name: string, ...lines: string[]) => {
		const file = join(server.dataPath, name);
		writeFileSync(file, [header, ...lines].join('\n'));
		return file;
	};
	const items = async (collection: string, etag = '') => {
		await server.upToDate();
		const address = `${server.address()}/ogc/collections/${collection}/items?limit=10000`;
		const answer = await fetch(address, { headers: { 'if-none-match': etag } });
		const page = answer.status === 200 ? ((await answer.json()) as FeatureCollection) : undefined;
		const properties = (page?.features ?? []).map((feature) => feature.properties ?? {});
		return { status: answer.status, etag: answer.headers.get('etag') ?? '', properties };
	};

	it('shows an imported record in the next answer, placed in its commune', async () => {
		const before = await items('friches');
		expect((await items('friches', before.etag)).status).toBe(304);
		const { code, output } = await runToEnd(
			'import',
			[write('friche.csv', brownfield)],
			server.environment()
		);
		expect(code, output).toBe(0);
		const after = await items('friches', before.etag);
		expect(after.status).toBe(200);
		expect(after.properties).toHaveLength(before.properties.length + 1);
		const imported = after.properties.find(({ site_id }) => site_id === '08105_TEST');
		expect(imported).toMatchObject({
			site_nom: 'Friche importée',
			epci_nom: 'CA Ardenne Métropole',
			demonstration: false
		});
	});

	it('leaves the answers as they were when a file has a fault', async () => {
		const before = await items('friches');
		const wrong = brownfield
			.replace('08105_TEST', '08105_FAUX')
			.replace('industrielle', 'martienne');
		const file = write('faux.csv', brownfield.replace('importée', 'renommée'), wrong);
		const { code, output, errors } = await runToEnd('import', [file], server.environment());
		expect(code).toBe(1);
		expect(output + errors).toContain('friche martienne');
		expect((await items('friches')).properties).toEqual(before.properties);
	});

	it.runIf(existsSync(official))(
		'replaces the approximate contours by the official ones (needs ../shared/data)',
		async () => {
			const methods = async () =>
				new Set(
					(await items('communes')).properties.map(({ contour_methode }) => String(contour_methode))
				);
			expect(await methods()).toEqual(new Set(['approché']));
			const files = ['communes', 'epci'].map((name) => join(official, `${name}.geojson`));
			const { code, output } = await runToEnd('import', files, server.environment());
			expect(code, output).toBe(0);
			expect(await methods()).toEqual(new Set(['officiel']));
			expect((await items('etablissements')).properties).toHaveLength(430);
		}
	);

	it('removes the demonstration set and nothing else, also after the next start', async () => {
		const pois = (await items('poi')).properties.length;
		const { code, output } = await runToEnd('demo-clear', [], server.environment());
		expect(code).toBe(0);
		expect(output).toContain('430');
		const rest = async () => ({
			firms: (await items('etablissements')).properties.length,
			plots: (await items('terrains')).properties.length,
			brownfields: (await items('friches')).properties.map(({ site_id }) => String(site_id)),
			pois: (await items('poi')).properties.length
		});
		const left = { firms: 0, plots: 0, brownfields: ['08105_TEST'], pois };
		expect(await rest()).toEqual(left);
		await server.restart();
		expect(await rest()).toEqual(left);
	});
});
