import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alerts } from '#lib/backend/alerts.ts';
import { type BackendClient, createServiceClient } from '#lib/backend/client.ts';
import { outbox } from '#lib/backend/outbox.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { members, settle } from './sample-territory.ts';

const territory = members.id;
const start = new Date('2026-03-02T08:00:00Z');
const after = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const asked = {
	territory,
	email: 'ada@exemple.fr',
	language: 'fr',
	search: 'surface_min=3'
} as const;
const seen = { T1: ['Nord – 1', 25] } as const;
const mail: Letter = {
	...{ kind: 'alerte', to: 'ada@exemple.fr', subject: 'Sujet', text: 'Texte' },
	unsubscribe: 'https://foncier.test/fin'
};

describe.each(engines())('alerts on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;

	const table = (name: string) => service.from(name as 'territory');
	const rows = async () =>
		(await table('alerte').select('*')).data as unknown as Record<string, unknown>[];
	const take = (now: Date, limit = 10) => alerts.take(service, { territory, now, limit });

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
	});

	beforeEach(async () => {
		for (const name of ['alerte', 'courriel'])
			await table(name)
				.delete()
				.eq('territory_id' as never, territory);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	it('keeps one alert for an address and a search, and each of its links opens it', async () => {
		expect(await alerts.ask(service, { ...asked, token: 'a' }, start)).toBe('à confirmer');
		const again = { ...asked, email: 'ADA@exemple.fr', token: 'b' };
		expect(await alerts.ask(service, again, start)).toBe('à confirmer');
		expect(await rows()).toHaveLength(1);
		expect(await alerts.confirm(service, { territory, token: 'a' }, seen, start)).toBe(true);
		expect(await alerts.ask(service, { ...asked, token: 'c' }, start)).toBe('active');
		for (const token of ['a', 'b', 'c'])
			expect(await alerts.opened(service, { territory, token })).toMatchObject({
				...{ email: 'ada@exemple.fr', search: 'surface_min=3', state: 'active' }
			});
		expect(await alerts.opened(service, { territory, token: 'd' })).toBeNull();
		expect(await alerts.end(service, { territory, token: 'b' })).toBe(true);
		expect(await alerts.end(service, { territory, token: 'a' })).toBe(false);
		expect(await rows()).toEqual([]);
	});

	it('keeps ten for an address, and says so of the eleventh', async () => {
		const ask = (rank: number) =>
			alerts.ask(
				service,
				{ ...asked, token: String(rank), search: `surface_min=${String(rank)}` },
				start
			);
		for (let rank = 1; rank <= 10; rank += 1) expect(await ask(rank)).toBe('à confirmer');
		expect(await ask(11)).toBe('trop pour cette adresse');
		expect(await rows()).toHaveLength(10);
	});

	it('is verified once a day, by one caller, and rests seven days after a mail', async () => {
		await alerts.ask(service, { ...asked, token: 'a' }, start);
		expect(await take(after(48))).toEqual([]);
		await alerts.confirm(service, { territory, token: 'a' }, seen, start);
		expect(await take(after(19))).toEqual([]);
		const taken = (await Promise.all(Array.from({ length: 6 }, () => take(after(21))))).flat();
		expect(taken).toHaveLength(1);
		const [due] = taken;
		expect(due).toMatchObject({ search: 'surface_min=3', seen });
		expect(Date.parse(due?.since ?? '')).toBe(start.getTime());
		expect(await take(after(22))).toEqual([]);
		expect((await take(after(42))).map(({ id }) => id)).toEqual([due?.id]);
		const told = { id: due?.id ?? '', token: 'b', seen: {}, mail, now: after(42) };
		expect(await alerts.tell(service, told)).toBe(true);
		for (const days of [2, 6]) expect(await take(after(42 + days * 24))).toEqual([]);
		expect(await take(after(42 + 7 * 24))).toMatchObject([{ seen: {} }]);
		const { mails } = await outbox.claim(service, { territory, limit: 9, leaseSeconds: 60 });
		expect(mails).toMatchObject([{ to: 'ada@exemple.fr', unsubscribe: mail.unsubscribe }]);
	});

	it('leaves no mail for an alert that was ended meanwhile', async () => {
		await alerts.ask(service, { ...asked, token: 'a' }, start);
		await alerts.confirm(service, { territory, token: 'a' }, seen, start);
		const [due] = await take(after(30));
		await alerts.end(service, { territory, token: 'a' });
		const told = { id: due?.id ?? '', token: 'b', seen: {}, mail, now: after(30) };
		expect(await alerts.tell(service, told)).toBe(false);
		expect((await table('courriel').select('*')).data).toEqual([]);
	});

	it('ends with its last mail', async () => {
		await alerts.ask(service, { ...asked, token: 'a' }, start);
		await alerts.confirm(service, { territory, token: 'a' }, seen, start);
		const [{ alerte_id: id } = {}] = await rows();
		const last = { id: String(id), token: null, seen: null, mail, now: after(1) };
		expect(await alerts.tell(service, last)).toBe(true);
		expect(await rows()).toEqual([]);
		expect((await table('courriel').select('*')).data).toHaveLength(1);
	});

	it('forgets after three days what nobody has confirmed, and nothing else', async () => {
		await alerts.ask(service, { ...asked, token: 'a' }, start);
		await alerts.ask(service, { ...asked, search: 'surface_min=5', token: 'b' }, start);
		await alerts.confirm(service, { territory, token: 'b' }, seen, start);
		expect(await alerts.forget(service, after(71))).toBe(0);
		expect(await alerts.forget(service, after(73))).toBe(1);
		expect(await rows()).toMatchObject([{ recherche: 'surface_min=5' }]);
	});

	it('erases the address of the end with the rest of a mail that has left', async () => {
		await outbox.leave(service, territory, [mail]);
		const { lease, mails } = await outbox.claim(service, {
			...{ territory, limit: 9, leaseSeconds: 60 }
		});
		await outbox.settle(service, { id: mails[0]?.id ?? '', lease }, { state: 'envoyé' });
		const { data } = await table('courriel').select('*');
		expect(JSON.stringify(data)).not.toMatch(/ada@|Sujet|foncier\.test/);
	});
});
