import { afterAll, describe, expect, it } from 'vitest';
import { createServiceClient } from '#lib/backend/client.ts';
import { engines } from './engines.ts';
import { formerDatabase } from './former-database.ts';
import { brownfield, firm, importAll, settle } from './sample-territory.ts';

const point = { type: 'Point' as const, coordinates: [4.05, 49.05] };
const siret = '00000000000001';

const records = {
	etablissement: [
		firm(siret, [[4.05, 49.05]], {
			etab_contact_mail: 'directrice@forge.test',
			etab_contact_tel: '03 24 00 00 01'
		}),
		firm('00000000000002', [[4.05, 49.05]])
	],
	friche: [
		brownfield('F1', point, { proprio_nom: 'Nom secret', source_contact: 'agent@epci.test' }),
		brownfield('F2', point, { site_projet_url: 'porteur@projet.test' }),
		brownfield('F3', point, { site_projet_url: 'https://projet.test/@equipe' })
	]
};

describe.each(engines())('contacts of a database of before, on $name', ({ name }) => {
	let removed: () => Promise<void> = () => Promise.resolve();

	afterAll(() => removed());

	it('are moved to the restricted table without loss, and follow their record', async () => {
		const database = await formerDatabase(name);
		removed = () => database.remove();
		const before = await database.openBefore('20261125120000');
		const former = createServiceClient(before);
		await settle(former);
		await importAll(former, records);
		await before.close();

		const backend = await database.open();
		try {
			const service = createServiceClient(backend);
			const read = async (table: string, columns: string) =>
				(
					await service
						.from(table as 'territory')
						.select(columns)
						.order(table === 'acces_restreint' ? 'objet_id' : 'site_id')
				).data;
			const contacts =
				'classe, objet_id, proprio_nom, etab_contact_mail, etab_contact_tel, source_contact, site_projet_url';
			const none = {
				...{ proprio_nom: null, etab_contact_mail: null, etab_contact_tel: null },
				...{ source_contact: null, site_projet_url: null }
			};
			const kept = [
				{
					...{ ...none, classe: 'etablissement', objet_id: siret },
					...{ etab_contact_mail: 'directrice@forge.test', etab_contact_tel: '03 24 00 00 01' }
				},
				{
					...{ ...none, classe: 'friche', objet_id: 'F1' },
					...{ proprio_nom: 'Nom secret', source_contact: 'agent@epci.test' }
				},
				{ ...none, classe: 'friche', objet_id: 'F2', site_projet_url: 'porteur@projet.test' }
			];
			expect(await read('acces_restreint', contacts)).toEqual(kept);
			expect(await read('friche', 'site_id, site_projet_url')).toEqual([
				{ site_id: 'F1', site_projet_url: null },
				{ site_id: 'F2', site_projet_url: null },
				{ site_id: 'F3', site_projet_url: 'https://projet.test/@equipe' }
			]);

			// The same file again writes the same; one without the contacts keeps them.
			await importAll(service, records);
			expect(await read('acces_restreint', contacts)).toEqual(kept);
			await importAll(service, { etablissement: [firm(siret, [[4.05, 49.05]])] });
			expect(await read('acces_restreint', contacts)).toEqual(kept);
			await service
				.from('etablissement' as 'territory')
				.delete()
				.eq('siret' as never, siret);
			expect(await read('acces_restreint', contacts)).toEqual(kept.slice(1));
		} finally {
			await backend.close();
		}
	});
});
