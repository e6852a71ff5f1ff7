import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createPublicClient,
	createServiceClient,
	type BackendClient
} from '#lib/backend/client.ts';
import { consultations } from '#lib/backend/consultation.ts';
import { inventory } from '#lib/backend/inventory.ts';
import { outbox } from '#lib/backend/outbox.ts';
import { unitEvidence } from '#lib/backend/unit-evidence.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { Consulted } from '#lib/domain/consultation.ts';
import { writeLinks } from '#lib/server/inventory/consultation-links.ts';
import { remindAgents } from '#lib/server/inventory/remind-agents.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import { importAll, members, record, settle, site, square } from './sample-territory.ts';

const territory = members.id;
const { configuration } = members;
const [couchant, levant] = ['200000001', '200000002'];
const ofCouchant = { territory, epci: couchant };
const today = dayInFrance(new Date());
const daysFrom = (day: string, count: number) =>
	new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);

const unit = (id: string, siteId: string, west: number) =>
	record(square(west, 49.02, 0.001), { uf_id: id, site_id: siteId, uf_surface_m2: 1000 });
const ground = {
	site_eco: [site('A', square(4.01, 49.01, 0.05)), site('C', square(4.21, 49.01, 0.05))],
	unite_fonciere: [unit('A1', 'A', 4.011), unit('A2', 'A', 4.013), unit('C1', 'C', 4.211)]
};
const person = (more: Partial<Consulted> = {}): Consulted => ({
	...{ unit: 'A1', mail: 'sci@exemple.test', role: 'propriétaire', name: 'SCI du Couchant' },
	...more
});

describe.each(engines())('the consultation of 30 days on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let anonymous: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		anonymous = createPublicClient(backend);
		await settle(service);
		people = await signUpEverybody(backend);
		await importAll(service, ground);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const read = async () => consultations.read(people.agent.client, ofCouchant);
	const mails = async () => {
		const { mails: left } = await outbox.claim(service, { territory, limit: 50, leaseSeconds: 1 });
		return left.map(({ to, text }) => ({ to, text }));
	};
	const hashIn = (text: string) =>
		createHash('sha256')
			.update(/\/avis\/(\S+)/.exec(text)?.[1] ?? '')
			.digest('hex');
	const write = async (ids: readonly string[]) => {
		const [one] = (await read()).consultations;
		return writeLinks({
			...{ client: people.agent.client, service, configuration },
			...{ address: 'https://carte.test', epciName: 'CC du Couchant', people: ids },
			consultation: { id: one?.id ?? '', closesOn: one?.closesOn ?? '' }
		});
	};

	it.each([
		[[person({ unit: 'C1' })], 404, 'unit_unknown'],
		[[person(), person({ mail: 'personne' })], 400, 'consultation_mail'],
		[[], 400, 'consultation_nobody']
	] as const)(
		'opens for all of its people or for nobody (case %#)',
		async (given, status, code) => {
			const refused = consultations.open(people.agent.client, { ...ofCouchant, people: given });
			await expect(refused).rejects.toMatchObject({ status, reason: { code } });
			expect((await read()).consultations).toEqual([]);
		}
	);

	it('is opened by an agent of the EPCI, once, and writes to each a link that is kept nowhere', async () => {
		const given = [person(), person({ unit: 'A2', mail: 'Forges@exemple.test', role: 'occupant' })];
		const open = (client: BackendClient) =>
			consultations.open(client, { ...ofCouchant, people: given });
		await expect(open(people.otherAgent.client)).rejects.toMatchObject({ status: 403 });
		expect(await open(people.agent.client)).toMatchObject({ closesOn: daysFrom(today, 30) });
		await expect(open(people.agent.client)).rejects.toMatchObject({
			...{ status: 409, reason: { code: 'consultation_open' } }
		});
		const [one] = (await read()).consultations;
		expect(await write(one?.people.map(({ id }) => id) ?? [])).toBe(2);
		const left = await mails();
		expect(left.map(({ to }) => to).toSorted()).toEqual([
			'forges@exemple.test',
			'sci@exemple.test'
		]);
		const kept = JSON.stringify(await service.from('consultation_destinataire' as never).select());
		for (const { text } of left) {
			expect(kept).toContain(hashIn(text));
			expect(kept).not.toContain(/\/avis\/(\S+)/.exec(text)?.[1] ?? '–');
		}
	});

	it('shows a unit by its link, takes one answer, and tells the agents', async () => {
		const [one] = (await read()).consultations;
		const owner = one?.people.find(({ role }) => role === 'propriétaire');
		await write([owner?.id ?? '']);
		const letter = (await mails()).filter(({ to }) => to === 'sci@exemple.test').at(-1);
		const hash = hashIn(letter?.text ?? '');
		expect(await consultations.unit(anonymous, hash)).toMatchObject({
			...{ unit: 'A1', name: 'SCI du Couchant', site: 'Site A', state: 'inconnue' }
		});
		// Seen, and known: until somebody consulted says that it is wrong.
		const year = today.slice(0, 4);
		const visit = async () => {
			const { error } = await service.from('unite_constat' as never).insert({
				...{ uf_id: 'A1', constat: 'occupée', nature: 'visite', observe_le: today },
				...{ depuis: '2020-05-01', territory_id: territory, source_nom: 'Visite' },
				...{ source_date: today, source_methode: 'visite' }
			} as never);
			expect(error).toBeNull();
		};
		const judged = async () => {
			const place = { kind: 'epci', id: couchant } as const;
			const asked = { territory, place, day: `${year}-01-01`, limit: 100, offset: 0 };
			const { units } = await inventory.units(service, asked);
			const unit = units.find(({ id }) => id === 'A1');
			return [unit?.state, unit?.why];
		};
		await visit();
		expect(await judged()).toEqual(['occupée', null]);
		const answer = (given: { answer: string; note: string }) =>
			consultations.answer(anonymous, hash, given);
		await expect(answer({ answer: 'inexact', note: ' ' })).rejects.toMatchObject({
			...{ status: 400, reason: { code: 'consultation_why' } }
		});
		await answer({ answer: 'inexact', note: 'Louée depuis mars' });
		expect(await judged()).toEqual(['inconnue', 'constat périmé']);
		const asked = { territory, unit: 'A1' };
		expect((await unitEvidence.read(people.agent.client, asked)).contested).toEqual([
			{
				...{ kind: 'déclaration contestée', on: today, role: 'propriétaire' },
				...{ note: 'Louée depuis mars', opened: today }
			}
		]);
		await visit();
		expect(await judged()).toEqual(['occupée', null]);
		await expect(answer({ answer: 'exact', note: '' })).rejects.toMatchObject({
			...{ status: 409, reason: { code: 'consultation_answered' } }
		});
		const [after] = (await read()).consultations;
		expect(after?.people[0]).toMatchObject({ answer: 'inexact', note: 'Louée depuis mars' });
		await expect(consultations.read(people.otherAgent.client, ofCouchant)).rejects.toMatchObject({
			status: 403
		});
	});

	it.each(['', 'f'.repeat(64)])('refuses a link that somebody guessed: « %s »', async (hash) => {
		await expect(consultations.unit(anonymous, hash)).rejects.toMatchObject({
			...{ status: 404, reason: { code: 'consultation_link' } }
		});
	});

	it('refuses a former link once a new one was written, and any after the end', async () => {
		const [one] = (await read()).consultations;
		const forges = one?.people.find(({ role }) => role === 'occupant');
		const links = ['a', 'b'].map((letter) => ({ id: forges?.id ?? '', hash: letter.repeat(64) }));
		for (const link of links) await consultations.send(people.agent.client, one?.id ?? '', [link]);
		await expect(consultations.unit(anonymous, 'a'.repeat(64))).rejects.toMatchObject({
			status: 404
		});
		expect(await consultations.unit(anonymous, 'b'.repeat(64))).toMatchObject({ unit: 'A2' });
		const opened = daysFrom(today, -31);
		const { error } = await service
			.from('consultation' as never)
			.update({ ouverte_le: opened, close_le: daysFrom(opened, 30) } as never)
			.eq('consultation_id' as never, one?.id ?? '');
		expect(error).toBeNull();
		await expect(consultations.unit(anonymous, 'b'.repeat(64))).rejects.toMatchObject({
			...{ status: 410, reason: { code: 'consultation_closed' } }
		});
		await expect(write([forges?.id ?? ''])).rejects.toMatchObject({ status: 410 });
	});

	it('keeps decisions, and reminds the agents of an end and of the six years, once', async () => {
		const decide = (decided: string | null, act = 'Délibération 12') =>
			consultations.decide(people.agent.client, { ...ofCouchant, decided, act });
		await expect(decide(daysFrom(today, 1))).rejects.toMatchObject({ status: 400 });
		await expect(decide('2021-01-15', ' ')).rejects.toMatchObject({ status: 400 });
		expect(await decide('2021-01-15')).toEqual({ refresh: '2027-01-15' });
		const remind = (day: string) =>
			remindAgents({ service, configuration, address: 'https://carte.test', today: day });
		const told = () => consultations.reminders(service, territory, '2026-07-20');
		expect(
			(await consultations.reminders(service, territory, '2026-07-01')).map((one) => one.kind)
		).not.toContain('refresh');
		expect((await told()).map(({ kind }) => kind)).toContain('refresh');
		const due = daysFrom(today, 1);
		expect(await remind(due)).toBeGreaterThan(0);
		const subjects = (await mails()).map(({ text }) => text).join('\n');
		expect(subjects).toContain('La consultation de');
		expect(subjects).toContain('1 réponse(s) de 2 personne(s)');
		expect(await remind(due)).toBe(0);
		await expect(
			consultations.read(people.agent.client, { territory, epci: levant })
		).rejects.toMatchObject({ status: 403 });
	});
});
