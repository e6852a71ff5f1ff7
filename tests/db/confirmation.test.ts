import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { accounts } from '#lib/backend/accounts.ts';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { members as roles, signUps } from '#lib/backend/members.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { openAccount, testPassword } from './accounts.ts';
import { engines, type TestDatabase } from './engines.ts';
import { members, settle } from './sample-territory.ts';

const email = 'victime@exemple.fr';
const territory = members.id;
const token = () => randomBytes(32).toString('hex');
const letter = { kind: 'inscription', to: email, subject: 'Sujet', text: 'Texte' } as const;

/** Makes the account of an address one that nobody has confirmed, as older versions left them. */
async function unconfirm(database: TestDatabase): Promise<void> {
	const engine = database.openRaw();
	await engine.run(`update auth.users set email_confirmed_at = null where email = '${email}'`);
	await engine.close();
}

/** What a link of a mail would do: the Auth API sets the token, our page redeems it. */
async function linkTo(database: TestDatabase, hash: string): Promise<void> {
	const engine = database.openRaw();
	await engine.run(
		`update auth.users set recovery_token = '${hash}', recovery_sent_at = now()
		where email = '${email}'`
	);
	await engine.close();
}

const enters = async (backend: Backend, password: string) => {
	const { error } = await createPublicClient(backend).auth.signInWithPassword({ email, password });
	return error === null;
};

describe.each(engines())('an address that is confirmed, on $name', ({ create }) => {
	const removals: (() => Promise<void>)[] = [];

	afterAll(async () => {
		for (const remove of removals) await remove();
	});

	const made = async () => {
		const database = await create();
		removals.push(() => database.remove());
		return database;
	};

	it.each(['magiclink', 'recovery'] as const)(
		'keeps no password and no session of before, by a link of %s',
		async (kind) => {
			const database = await made();
			let backend = await database.open();
			const { client } = await openAccount(backend, email);
			const { data } = await client.auth.getSession();
			await backend.close();
			await unconfirm(database);
			const hash = token();
			await linkTo(database, hash);
			backend = await database.open();
			try {
				const owner = createPublicClient(backend);
				expect(await accounts.redeem(owner, { tokenHash: hash, kind })).toBe(true);
				expect(await enters(backend, testPassword)).toBe(false);
				const refreshed = await createPublicClient(backend).auth.refreshSession({
					refresh_token: data.session?.refresh_token ?? ''
				});
				expect(refreshed.error).not.toBeNull();
				expect(await accounts.changePassword(owner, 'la phrase du titulaire')).toBe(true);
				expect(await enters(backend, 'la phrase du titulaire')).toBe(true);
			} finally {
				await backend.close();
			}
		}
	);

	it('has the password of who established it alone, from the first instant', async () => {
		const database = await made();
		let backend = await database.open();
		await openAccount(backend, email);
		await backend.close();
		await unconfirm(database);
		backend = await database.open();
		try {
			const service = createServiceClient(backend);
			await service.rpc('account_open_recovery', { p_email: email, p_token_hash: token() });
			expect(await enters(backend, testPassword)).toBe(false);
			const password = 'la phrase du titulaire';
			await accounts.establish(backend, service, { email, password, token: token() });
			expect([await enters(backend, testPassword), await enters(backend, password)]).toEqual([
				false,
				true
			]);
		} finally {
			await backend.close();
		}
	});

	it('gives the firm of the link that was followed, and closes the other links', async () => {
		const database = await made();
		const backend = await database.open();
		try {
			const service = createServiceClient(backend);
			await settle(service);
			const hashes = { mine: token(), theirs: token() };
			for (const [hash, siret] of [
				[hashes.theirs, '80295478500028'],
				[hashes.mine, '73282932000074']
			] as const) {
				await signUps.ask(service, {
					...{ territory, email: ' Victime@Exemple.fr', name: 'Nom', siret, firmName: 'Forges' },
					...{ firmNameOrigin: 'déclaré', tokenHash: hash },
					letters: { confirm: letter, taken: letter }
				});
			}
			expect(await signUps.read(service, hashes.theirs)).toMatchObject({ siret: '80295478500028' });
			expect(await signUps.forget(service)).toBe(0);
			const late = { territory, email: 'tard@exemple.fr', name: 'Nom', firmName: 'F' };
			await signUps.ask(service, {
				...{ ...late, siret: '73282932000074', firmNameOrigin: 'déclaré', tokenHash: token() },
				letters: { confirm: letter, taken: letter }
			});
			await service
				.from('inscription' as 'territory')
				.update({ expire_le: '2020-01-01' } as never)
				.eq('courriel' as never, 'tard@exemple.fr');
			expect(await signUps.forget(service)).toBe(1);
			const { id, client } = await openAccount(backend, email);
			const acceptance = { tokenHash: hashes.mine, userId: id, name: 'Titulaire' };
			await expect(
				signUps.accept(service, { ...acceptance, userId: randomUUID() })
			).rejects.toMatchObject({ status: 403 });
			const both = await Promise.allSettled([
				signUps.accept(service, acceptance),
				signUps.accept(service, acceptance)
			]);
			expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
			expect(await roles.self(client, territory)).toMatchObject({
				siret: '73282932000074',
				name: 'Titulaire'
			});
			expect(await signUps.read(service, hashes.theirs)).toBeNull();
			await expect(
				signUps.accept(service, { ...acceptance, tokenHash: hashes.theirs })
			).rejects.toMatchObject({ status: 409 });
		} finally {
			await backend.close();
		}
	});
});
