import { randomUUID } from 'node:crypto';
import { parse } from 'valibot';
import { alerts } from '#lib/backend/alerts.ts';
import { briefs } from '#lib/backend/briefs.ts';
import { columnMatches } from '#lib/backend/column-matches.ts';
import { corrections } from '#lib/backend/corrections.ts';
import { decisions } from '#lib/backend/checking.ts';
import { type BackendClient, createServiceClient } from '#lib/backend/client.ts';
import { imports } from '#lib/backend/imports.ts';
import { consultations } from '#lib/backend/consultation.ts';
import { inventory } from '#lib/backend/inventory.ts';
import { keptFigures } from '#lib/backend/kept-figures.ts';
import { ledger } from '#lib/backend/ledger.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { GivenAction } from '#lib/domain/programme.ts';
import { listings, pieces, type ListingPatch } from '#lib/backend/listings.ts';
import { invitations, signUps } from '#lib/backend/members.ts';
import { missingLand } from '#lib/backend/missing-land.ts';
import { planning } from '#lib/backend/planning.ts';
import { halls } from '#lib/backend/halls.ts';
import { programme } from '#lib/backend/programme.ts';
import { sheets } from '#lib/backend/sheets.ts';
import { keepLines } from '#lib/server/territory/keep-lines.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { signUpEverybody } from './listing-accounts.ts';
import {
	brownfield,
	constraint,
	firm,
	importAll,
	members,
	plot,
	poi,
	record,
	settle,
	site as siteRecord,
	source,
	square
} from './sample-territory.ts';

const hidden = { publie: false };

/** Two records of each class, the second unpublished; the plot and the brownfield have secrets; a constraint covers both plots. */
export const sampleRecords = {
	site_eco: [
		siteRecord('S1', square(4.01, 49.01, 0.01)),
		siteRecord('S2', square(4.03, 49.01, 0.01), hidden)
	],
	terrain_eco: [
		plot('T1', square(4.01, 49.01, 0.001), { terr_acquereur: 'Acquéreur secret', terr_m2_prix: 9 }),
		plot('T2', square(4.02, 49.01, 0.001), hidden)
	],
	unite_fonciere: [
		record(square(4.01, 49.01, 0.001), { uf_id: 'U1', site_id: 'S1' }),
		record(square(4.02, 49.01, 0.001), { uf_id: 'U2', ...hidden })
	],
	etablissement: [
		firm('00000000000001', [[4.05, 49.05]]),
		firm('00000000000002', [[4.05, 49.05]], hidden)
	],
	friche: [
		brownfield('F1', { type: 'Point', coordinates: [4.05, 49.05] }, { proprio_nom: 'Nom secret' }),
		brownfield('F2', { type: 'Point', coordinates: [4.05, 49.05] }, hidden)
	],
	poi: [poi('P1', [4.05, 49.05]), poi('P2', [4.05, 49.05], hidden)],
	contrainte: [
		constraint('C1', square(4.01, 49.01, 0.02)),
		constraint('C2', square(4.08, 49.01, 0.001), hidden)
	]
};

const complete: ListingPatch = {
	offre_type: 'Terrain',
	terr_maitrise_fonc: 'établissement industriel et commercial',
	terr_stade_amngt: 'viabilisé et aménagé',
	terr_stade_comm: 'en vente',
	terr_etat_occup: 'inoccupé',
	terr_usage: 'dépôt, stockage',
	terr_cession_type: 'Vente',
	terr_prix_demande_m2: 25.5,
	date_dispo: '2027-03-01'
};

type People = Awaited<ReturnType<typeof signUpEverybody>>;

/** A listing of firm A in the first EPCI with a photo, handed in. */
async function handedIn({ firmA }: People, west: number) {
	const { annonce_id: listing, version } = await listings.open(firmA.client, members.id);
	const saved = await listings.save(firmA.client, {
		listing,
		version,
		values: complete,
		geometry: square(west, 49.06, 0.002)
	});
	const piece = randomUUID();
	const photo = { kind: 'photo', name: 'Vue', mimeType: 'image/jpeg', bytes: 1000 } as const;
	const withPhoto = await pieces.add(firmA.client, {
		...photo,
		...{ listing, version: saved.version, piece, width: 100, height: 80 }
	});
	return {
		piece,
		...(await listings.submit(firmA.client, { listing, version: withPhoto.version }))
	};
}

async function leaveBrief(backend: Backend): Promise<string> {
	const service = createServiceClient(backend);
	await missingLand.countSearch(service, {
		territory: members.id,
		month: '2026-03-01',
		epci: ['200000001'],
		surfaceMinHa: 20,
		criteria: ['area'],
		blocking: ['area']
	});
	const { id } = await briefs.leave(service, {
		territory: members.id,
		kind: 'projet',
		epci: ['200000001'],
		card: null,
		criteria: {},
		surfaceMinHa: 8,
		blocking: [],
		foundThen: 0,
		message: 'Une forge',
		receivedAt: '2026-03-02T09:00:00.000Z',
		dueAt: '2026-03-04T09:00:00.000Z',
		language: 'fr',
		contact: { name: 'Ada Martin', company: 'Forges', email: 'ada@exemple.fr', phone: null }
	});
	return id;
}

/** An owner, an occupant and a visit of the unit in the agent's EPCI, and a campaign with it. */
async function describeUnit(service: BackendClient, { agent }: People) {
	const link = { uf_id: 'U1', territory_id: members.id, ...source };
	for (const [table, row] of [
		['unite_proprietaire', { ...link, proprio_nom: 'Propriétaire secret' }],
		['unite_occupant', { ...link, occupant_type: 'logement', du: '2020-01-01' }]
	] as const) {
		const { error } = await service.from(table as never).insert(row as never);
		if (error) throw new Error(`${table} : ${error.message}`);
	}
	await inventory.recordVisit(agent.client, members.id, {
		...{ id: randomUUID(), unit: 'U1', said: 'occupée', seen: '2026-02-03', since: null },
		...{ note: 'Portail ouvert', position: { lon: 4.01, lat: 49.01, precision: 8 } },
		photo: { id: randomUUID(), type: 'image/jpeg' }
	});
	await inventory.freeze(agent.client, {
		territory: members.id,
		...{ epci: '200000001', day: '2026-01-01' }
	});
	const ofEpci = { territory: members.id, epci: '200000001' };
	await consultations.open(agent.client, {
		...ofEpci,
		people: [{ unit: 'U1', mail: 'sci@exemple.fr', role: 'propriétaire', name: 'SCI secrète' }]
	});
	await consultations.decide(agent.client, { ...ofEpci, decided: '2021-01-15', act: 'Acte' });
}
/** A year of consumption of the three communes, and what the agent's EPCI may take and has promised. */
async function fillLedger(service: BackendClient, { agent }: People) {
	const territory = members.id;
	await ledger.importConsumption(service, {
		...{ territory, date: '2026-04-30', name: 'Fichier des tests', url: null },
		rows: ['08001', '08002', '08003'].map((commune) => ({
			...{ commune, annee: 2021, conso_m2: 1000, activite_m2: 100 }
		}))
	});
	const date = '2025-01-01';
	const envelope = { epci: '200000001', hectares: 10, kind: 'SCoT', title: 'SCoT', date } as const;
	await ledger.recordEnvelope(agent.client, territory, { ...envelope, article: '', url: '' });
	await ledger.recordProject(agent.client, territory, {
		...{ id: '', name: 'Extension', commune: '08001', bucket: 'locale', hectares: 1 },
		...{ committedOn: date, act: 'Délibération', takenOn: null, withdrawn: false }
	});
	const guarantee = { commune: '08001', hectares: 1, title: 'PLU', act: 'Délibération', date };
	await ledger.recordGuarantee(agent.client, territory, guarantee);
	await planning.recordDocument(agent.client, territory, {
		...{ scope: 'PLU', place: '08001', title: 'PLU', adoptedOn: null, reduction: null }
	});
	await planning.replaceZones(service, {
		...{ territory, partition: 'DU_08001', name: 'GPU', date, url: null },
		zones: [
			{
				...{ id: 'Z1', type: 'U', label: 'UX', approved: null, url: null },
				shape: square(4.01, 49.01, 0.001)
			}
		]
	});
}

/** A day of the planner's figures. */
async function keepFigures(service: BackendClient) {
	const places = [{ lieu: '', chiffres: {}, demonstration: false }];
	const day = dayInFrance(new Date());
	await keptFigures.keep(service, { territory: members.id, day, places });
}

/** An action of the programme that concerns a commune. */
export const sampleAction = (id: string): GivenAction =>
	parse(GivenAction, {
		...{
			action_id: id,
			axe: 'foncier',
			titre_fr: 'Une action',
			liens: [{ genre: 'commune', cible: '08001' }]
		},
		...{ source_nom: 'Relevé des tests', source_date: '2026-01-31', source_methode: 'Saisie' }
	});

/** Rows in every table, and the accounts that will try to reach them. */
export async function sampleForEverybody(backend: Backend) {
	const service = createServiceClient(backend);
	await settle(service);
	await importAll(service, sampleRecords);
	await imports.stage(service, { lot: randomUUID(), class: 'poi', features: sampleRecords.poi });
	const people = await signUpEverybody(backend);
	const draft = await listings.open(people.firmA.client, members.id);
	await listings.open(people.firmB.client, members.id);
	const waiting = await handedIn(people, 4.02);
	const published = await handedIn(people, 4.04);
	await decisions.publish(people.agent.client, {
		listing: published.annonce_id,
		version: published.version
	});
	const territory = members.id;
	await invitations.create(people.administrator.client, {
		territory,
		...{ email: 'nouvelle@exemple.fr', role: 'agent', epci: ['200000001'] },
		tokenHash: 'a'.repeat(64)
	});
	await describeUnit(service, people);
	await keepFigures(service);
	await fillLedger(service, people);
	const mail = { kind: 'inscription', to: 'x@exemple.fr', subject: 'x', text: 'x' } as const;
	await signUps.ask(service, {
		...{ territory, email: 'x@exemple.fr', name: 'x', siret: '73282932000074', firmName: 'x' },
		...{ firmNameOrigin: 'déclaré', tokenHash: 'c'.repeat(64) },
		letters: { confirm: mail, taken: mail }
	});
	await programme.fill(service, { territory, actions: [sampleAction('vue')] });
	await sheets.issue(service, {
		...{ territory, code: 'AAAA-BBBB-CCCC', plotId: 'T1', day: '2026-01-31' },
		values: { terr_prix_demande_m2: 35 }
	});
	const [plot] = (await halls.due(service, territory, { limit: 1 })).plots;
	if (!plot) throw new Error('aucun terrain à calculer');
	const frontier = { fits: [1], refused: [2] };
	await halls.keep(service, territory, [{ ...plot, frontier }]);
	await keepLines({ service, territory });
	const site = { territory, class: 'site_eco', id: 'S1' } as const;
	const { version } = await corrections.open(people.agent.client, site);
	await corrections.correct(people.agent.client, {
		...{ ...site, version, changes: { site_nb_etab: 12 }, reason: null }
	});
	await programme.save(people.administrator.client, {
		...{ territory, version: 0 },
		action: { ...sampleAction('cachee'), publie: false }
	});
	await columnMatches.keep(people.agent.client, {
		...{ territory, class: 'site_eco', said: { nom_de_la_zone: 'site_nom' } }
	});
	const watched = { email: 'x@exemple.fr', language: 'fr', search: 'surface_min=3' } as const;
	await alerts.ask(service, { territory, token: 'd'.repeat(64), ...watched }, new Date());
	const [invitation] = await invitations.list(people.administrator.client, territory);
	return { people, draft, waiting, invitation: invitation?.id, brief: await leaveBrief(backend) };
}
