import type { Backend } from '#lib/server/open-backend.ts';
import { openAccount, type Account } from './accounts.ts';
import { members } from './sample-territory.ts';

export type { Account };

type Role = { role: string; epci?: string[]; siret?: string; firm?: string };

const siretOf = { a: '73282932000074', b: '80295478500028' };

async function insert(backend: Backend, table: string, row: object): Promise<void> {
	const answer = await backend.fetch(`${backend.url}/rest/v1/${table}`, {
		method: 'POST',
		headers: {
			apikey: backend.secretKey,
			authorization: `Bearer ${backend.secretKey}`,
			'content-type': 'application/json'
		},
		body: JSON.stringify(row)
	});
	if (!answer.ok) throw new Error(`${table} : ${String(answer.status)} ${await answer.text()}`);
}

async function account(backend: Backend, name: string, role: Role | null): Promise<Account> {
	const email = `${name}@exemple.fr`;
	const { id, client } = await openAccount(backend, email);
	if (role === null) return { id, client };
	await insert(backend, 'membre', {
		user_id: id,
		territory_id: members.id,
		role: role.role,
		courriel: email,
		nom: role.role === 'entreprise' ? null : `Prénom ${name}`,
		siret: role.siret ?? null,
		entreprise_nom: role.firm ?? null,
		entreprise_nom_origine: role.firm ? 'déclaré' : null
	});
	for (const epci of role.epci ?? []) {
		await insert(backend, 'membre_epci', { user_id: id, epci_siren: epci });
	}
	return { id, client };
}

/** Two firms, an agent of each EPCI, an administrator, and an account without a role. */
export async function signUpEverybody(backend: Backend) {
	return {
		firmA: await account(backend, 'forge-a', {
			role: 'entreprise',
			siret: siretOf.a,
			firm: 'Forges A'
		}),
		firmB: await account(backend, 'forge-b', {
			role: 'entreprise',
			siret: siretOf.b,
			firm: 'Forges B'
		}),
		agent: await account(backend, 'agent-couchant', { role: 'agent', epci: ['200000001'] }),
		otherAgent: await account(backend, 'agent-levant', { role: 'agent', epci: ['200000002'] }),
		administrator: await account(backend, 'administration', { role: 'administrateur' }),
		stranger: await account(backend, 'personne', null)
	};
}
