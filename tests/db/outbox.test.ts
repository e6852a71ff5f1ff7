import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisions } from '#lib/backend/checking.ts';
import { type BackendClient, createServiceClient } from '#lib/backend/client.ts';
import { freshness } from '#lib/backend/freshness.ts';
import { listings } from '#lib/backend/listings.ts';
import { outbox, type MailOutcome } from '#lib/backend/outbox.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { refreshListings } from '#lib/server/freshness/refresh-listings.ts';
import { engines, type TestDatabase } from './engines.ts';
import { at, settleListings, type ListingSetting } from './listing-checks.ts';
import { members } from './sample-territory.ts';

const territory = members.id;
const letter = (to: string, more: Partial<Letter> = {}): Letter => ({
	...{ kind: 'invitation', to, subject: 'Sujet secret', text: 'Texte secret' },
	...more
});

describe.each(engines())('the outbox on $name', ({ create }) => {
	let database: TestDatabase;
	let setting: ListingSetting;
	let service: BackendClient;
	let administrator: BackendClient;

	beforeAll(async () => {
		database = await create();
		setting = await settleListings(database);
		service = createServiceClient(setting.backend);
		administrator = setting.people.administrator.client;
		await empty();
	});

	afterAll(async () => {
		await setting.backend.close();
		await database.remove();
	});

	const rows = async () =>
		(await service.from('courriel' as 'territory').select('*')).data as unknown as Record<
			string,
			unknown
		>[];
	const empty = () =>
		service
			.from('courriel' as 'territory')
			.delete()
			.eq('territory_id' as never, territory);
	const claim = (limit = 10, leaseSeconds = 120) =>
		outbox.claim(service, { territory, limit, leaseSeconds });
	const settleAll = async (outcome: MailOutcome) => {
		const { lease, mails } = await claim();
		for (const { id } of mails) await outbox.settle(service, { id, lease }, outcome);
		return mails.length;
	};
	const change = (values: object) =>
		service
			.from('courriel' as 'territory')
			.update(values as never)
			.eq('territory_id' as never, territory);
	const past = new Date(Date.now() - 3600_000).toISOString();

	it('gives each mail to one of many that ask at once, and to another once the lease has ended', async () => {
		await outbox.leave(
			service,
			territory,
			['a', 'b', 'c', 'd', 'e'].map((name) => letter(`${name}@x.fr`))
		);
		const claims = await Promise.all(Array.from({ length: 8 }, () => claim(2)));
		const taken = claims.flatMap(({ mails }) => mails.map(({ to }) => to));
		expect(taken.sort()).toEqual(['a@x.fr', 'b@x.fr', 'c@x.fr', 'd@x.fr', 'e@x.fr']);
		expect((await claim()).mails).toEqual([]);

		const first = claims.find(({ mails }) => mails.length > 0);
		const id = first?.mails[0]?.id ?? '';
		await change({ bail_fin: past });
		const second = await claim();
		expect(second.mails).toHaveLength(5);
		// Who was too slow says nothing any more.
		const late = { id, lease: first?.lease ?? '' };
		expect(
			await outbox.settle(service, late, { state: 'refusé', fault: 'refus', code: '550' })
		).toBe(false);
		for (const mail of second.mails)
			expect(
				await outbox.settle(service, { id: mail.id, lease: second.lease }, { state: 'envoyé' })
			).toBe(true);
		await empty();
	});

	it('keeps kind, date and state of what has left, and nothing that somebody could read', async () => {
		await outbox.leave(service, territory, [letter('lue@exemple.fr')]);
		expect(await settleAll({ state: 'envoyé' })).toBe(1);
		const [row] = await rows();
		expect(row).toMatchObject({ genre: 'invitation', etat: 'envoyé' });
		expect(row?.['envoye_le']).not.toBeNull();
		expect(JSON.stringify(row)).not.toMatch(/secret|lue@/);
		await empty();
	});

	it('tries again after longer and longer, then gives up and says why', async () => {
		await outbox.leave(service, territory, [letter('lente@exemple.fr')]);
		const pauses: number[] = [];
		for (;;) {
			const tried = await settleAll({
				state: 'à réessayer',
				fault: 'injoignable',
				code: 'ECONNREFUSED'
			});
			expect(tried).toBe(1);
			const { nextInSeconds } = await claim();
			if (nextInSeconds === null) break;
			pauses.push(Math.round(nextInSeconds / 5) * 5);
			await change({ essai_le: past });
		}
		expect(pauses).toEqual([5, 30, 120, 600, 1800, 3600, 10800, 21600, 43200]);
		const [failed] = await outbox.list(administrator, territory);
		expect(failed).toMatchObject({
			...{ state: 'en échec', tries: 10, fault: 'injoignable', code: 'ECONNREFUSED' },
			to: 'lente@exemple.fr'
		});
		expect(await outbox.stuck(administrator, territory)).toBe(1);
		expect(await outbox.again(administrator, territory, failed?.id ?? '')).toBe(1);
		expect(await settleAll({ state: 'gardé' })).toBe(1);
		expect(await outbox.stuck(administrator, territory)).toBe(0);
		await expect(outbox.again(administrator, territory, failed?.id ?? '')).rejects.toMatchObject({
			status: 409
		});
		await empty();
	});

	it('sends no link that is worth nothing any more, not even again', async () => {
		await outbox.leave(service, territory, [letter('tard@exemple.fr', { validSeconds: 3600 })]);
		await change({ valable_jusqu_a: past });
		expect((await claim()).mails).toEqual([]);
		const [late] = await outbox.list(administrator, territory);
		expect(late).toMatchObject({ state: 'en échec', fault: 'périmé' });
		await expect(outbox.again(administrator, territory, null)).rejects.toMatchObject({
			status: 409
		});
		await empty();
	});

	it('forgets what failed after thirty days', async () => {
		await outbox.leave(service, territory, [letter('jamais@exemple.fr')]);
		await settleAll({ state: 'refusé', fault: 'refus', code: '550' });
		const day = (after: number) =>
			new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
		expect(await outbox.forget(service, day(29))).toBe(0);
		expect(await outbox.forget(service, day(32))).toBe(1);
		expect(JSON.stringify(await rows())).not.toMatch(/secret|jamais@/);
		expect(await rows()).toMatchObject([{ etat: 'effacé' }]);
		await outbox.forget(service, day(92));
		expect(await rows()).toEqual([]);
	});

	it('counts the owner of a listing as asked once the mail has left, and asks no second time meanwhile', async () => {
		const handed = await setting.handedIn({ terr_lot: 'Rappel' });
		const published = await decisions.publish(setting.people.agent.client, at(handed));
		const listing = published.annonce_id;
		const day = (after: number) =>
			new Date(Date.parse(String(published.confirme_le)) + after * 86_400_000)
				.toISOString()
				.slice(0, 10);
		const refresh = (after: number) =>
			refreshListings({
				...{ service, configuration: members.configuration, secret: 'x'.repeat(32) },
				...{ address: 'https://foncier.test', today: day(after) }
			});
		const history = async () =>
			(await listings.get(setting.people.firmA.client, listing)).historique.map(
				({ action }) => action
			);
		await empty();
		expect(await refresh(90)).toEqual({ asked: 1, withdrawn: 0 });
		expect((await history())[0]).toBe('publiée');
		// The mail server is down for a month: nobody was asked, so nothing leaves the map.
		for (const after of [91, 95, 121])
			expect(await refresh(after)).toEqual({ asked: 0, withdrawn: 0 });
		expect(await rows()).toHaveLength(1);
		await settleAll({ state: 'refusé', fault: 'refus', code: '550' });
		expect(await refresh(122)).toEqual({ asked: 0, withdrawn: 0 });
		expect((await history())[0]).toBe('publiée');
		// It waited 40 days here: the thirty days of the owner begin when it leaves.
		await change({ cree_le: new Date(Date.now() - 40 * 86_400_000).toISOString() });
		await outbox.again(administrator, territory, null);
		expect(await settleAll({ state: 'envoyé' })).toBe(1);
		expect((await history())[0]).toBe('rappelée');
		const expire = (after: number) =>
			freshness.expire(service, { territory, today: day(after), graceDays: 30 });
		expect(await expire(159)).toEqual([]);
		expect(await expire(160)).toHaveLength(1);
	});
});
