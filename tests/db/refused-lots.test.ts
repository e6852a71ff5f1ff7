import { randomUUID } from 'node:crypto';
import type { Feature } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackendError } from '#lib/backend/backend-error.ts';
import { type BackendClient, createServiceClient } from '#lib/backend/client.ts';
import { collections } from '#lib/backend/features.ts';
import { type ImportClass, imports } from '#lib/backend/imports.ts';
import { territories } from '#lib/backend/territories.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import {
	firm,
	importAll,
	members,
	plot,
	poi,
	record,
	settle,
	site,
	square
} from './sample-territory.ts';

describe.each(engines())('refused lots on $name', ({ create }) => {
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

	const counts = async () =>
		Object.fromEntries(
			(await collections.summary(service, members.id)).map(({ collection, count }) => [
				collection,
				count
			])
		);

	async function refusal(classes: Partial<Record<ImportClass, Feature[]>>) {
		const error = await importAll(service, classes).then(
			() => undefined,
			(thrown: unknown) => thrown
		);
		if (!(error instanceof BackendError)) throw new Error('aucun refus');
		return error;
	}

	it('writes all of a lot or nothing, over every class', async () => {
		const error = await refusal({
			poi: [poi('P1', [4.05, 49.05])],
			site_eco: [site('S1', square(4.01, 49.01, 0.01))],
			etablissement: [
				firm('00000000000001', [[4.05, 49.05]]),
				firm('00000000000002', [[4.05, 49.05]], { geocodage_qualite: 'au jugé' })
			]
		});
		expect(error.status).toBe(422);
		expect(error.message).toMatch(
			/^etablissement 00000000000002 : champ « geocodage_qualite » : reçu « au jugé » ; attendu : une valeur parmi non localisé \| /
		);
		expect(await counts()).toMatchObject({ poi: 0, sites: 0, etablissements: 0 });
	});

	it.each<[string, ImportClass, Feature, string]>([
		[
			'an empty required field',
			'terrain_eco',
			plot('T1', square(4, 49, 0.001), { terr_usage: null }),
			'terrain_eco T1 : champ « terr_usage » : reçu rien ; attendu : une valeur parmi voirie'
		],
		[
			'a missing key',
			'poi',
			poi('P1', [4, 49], { poi_id: null }),
			'poi (sans clé) : champ « poi_id » : reçu rien'
		],
		[
			'an unknown field',
			'poi',
			poi('P1', [4, 49], { couleur: 'rouge' }),
			'poi P1 : champ « couleur » : reçu « rouge » ; attendu : un champ de cette classe.'
		],
		[
			'a number that is none',
			'etablissement',
			firm('00000000000001', [[4, 49]], { etab_effectif: 'douze' }),
			'invalid input syntax for type integer: "douze"'
		],
		[
			'a negative headcount',
			'etablissement',
			firm('00000000000001', [[4, 49]], { etab_effectif: -1 }),
			'etablissement : champ « etab_effectif » : '
		],
		[
			'a short SIRET',
			'etablissement',
			firm('123', [[4, 49]], { siren: null }),
			'etablissement : champ « siret » : '
		],
		[
			'a geometry of another kind',
			'poi',
			record(square(4, 49, 1), { poi_id: 'P1', poi_type: 'port', poi_nom: 'P' }),
			'poi P1 : champ « geometry » : reçu « POLYGON » ; attendu : un point.'
		],
		[
			'coordinates in metres',
			'poi',
			poi('P1', [830_000, 6_950_000]),
			'poi P1 : champ « geometry » : reçu « POINT(830000 6950000) » ; attendu : des coordonnées en degrés.'
		],
		[
			'a polygon that crosses itself',
			'terrain_eco',
			plot('T1', {
				type: 'Polygon',
				coordinates: [
					[
						[4, 49],
						[4.01, 49.01],
						[4.01, 49],
						[4, 49.01],
						[4, 49]
					]
				]
			}),
			'terrain_eco T1 : champ « geometry » : reçu « Self-intersection'
		],
		[
			'a geometry that cannot be read',
			'poi',
			record({ type: 'Point', coordinates: ['x'] } as never, {
				poi_id: 'P1',
				poi_type: 'port',
				poi_nom: 'P'
			}),
			'poi P1 : champ « geometry »'
		],
		[
			'an empty geometry',
			'poi',
			record(null, { poi_id: 'P1', poi_type: 'port', poi_nom: 'P' }),
			'poi : champ « geom » : null value'
		]
	])('refuses %s, naming it', async (_fault, name, feature, message) => {
		const error = await refusal({ [name]: [feature] });
		expect(error.status).toBe(422);
		expect(error.message).toContain(message);
		expect(error.hint).toBe("Rien n'a été écrit.");
	});

	it('refuses a key twice in one lot, and the key of another territory', async () => {
		const twice = [poi('P1', [4.05, 49.05]), poi('P1', [4.06, 49.05])];
		expect((await refusal({ poi: twice })).message).toContain('une clé citée une seule fois');
		const elsewhere = { ...members, id: 'ailleurs', nom: 'Ailleurs', epci: [] };
		await territories.configure(service, elsewhere);
		await importAll(service, { poi: [poi('P1', [4.05, 49.05])] }, 'ailleurs');
		expect((await refusal({ poi: [poi('P1', [4.05, 49.05])] })).message).toContain(
			'appartient au territoire « ailleurs »'
		);
		await service
			.from('poi' as 'territory')
			.delete()
			.eq('territory_id', 'ailleurs');
	});

	it('refuses an unknown commune, EPCI, class and territory, and a contour without one, by name', async () => {
		const stranger = record(square(2.3, 48.8, 0.1), { comm_insee: '75056' });
		expect((await refusal({ commune: [stranger] })).message).toBe(
			'commune 75056 : champ « comm_insee » : reçu « 75056 » ; ' +
				'attendu : le code d’un membre du territoire « essai ».'.replace('’', "'")
		);
		const bare = record(null, { comm_insee: '08001' });
		expect((await refusal({ commune: [bare] })).message).toBe(
			'commune 08001 : champ « geometry » : reçu rien ; attendu : une surface.'
		);
		const epci = record(square(2.3, 48.8, 0.1), { epci_siren: '200054781' });
		expect((await refusal({ epci: [epci] })).message).toContain('epci 200054781 : champ');
		await expect(
			imports.stage(service, {
				lot: randomUUID(),
				class: 'usine' as 'poi',
				features: [poi('P1', [4, 49])]
			})
		).rejects.toMatchObject({ status: 400, message: 'Classe inconnue : « usine ».' });
		await expect(
			importAll(service, { poi: [poi('P1', [4, 49])] }, 'atlantide')
		).rejects.toMatchObject({ status: 404, message: 'Territoire inconnu : « atlantide ».' });
	});
});
