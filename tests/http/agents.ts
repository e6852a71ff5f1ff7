import { randomBytes } from 'node:crypto';
import { accounts } from '#lib/backend/accounts.ts';
import { createServiceClient } from '#lib/backend/client.ts';

/** A running server and the keys of the Supabase behind it. */
export interface Site {
	address: string;
	keys: { publishableKey: string; secretKey: string };
}

export interface Agent {
	email: string;
	password: string;
}

const password = 'un mot de passe de test assez long';

async function insert({ address, keys }: Site, table: string, row: object): Promise<void> {
	const answer = await fetch(`${address}/rest/v1/${table}`, {
		method: 'POST',
		headers: {
			apikey: keys.secretKey,
			authorization: `Bearer ${keys.secretKey}`,
			'content-type': 'application/json',
			prefer: 'return=minimal'
		},
		body: JSON.stringify(row)
	});
	if (!answer.ok) throw new Error(`${table}: ${String(answer.status)} ${await answer.text()}`);
}

async function makeMember(site: Site, email: string, role: object): Promise<string> {
	const backend = { kind: 'embedded', url: site.address, fetch, ...site.keys };
	const token = randomBytes(32).toString('hex');
	const service = createServiceClient(backend);
	const userId = await accounts.establish(backend, service, { email, password, token });
	await insert(site, 'membre', {
		user_id: userId,
		territory_id: 'nord-ardennes',
		courriel: email,
		...role
	});
	return userId;
}

/** An account that is an agent of some EPCI, or an administrator without any. */
export async function makeAgent(site: Site, email: string, epci: string[]): Promise<Agent> {
	const userId = await makeMember(site, email, {
		role: epci.length > 0 ? 'agent' : 'administrateur',
		nom: email.split('@')[0]
	});
	for (const siren of epci)
		await insert(site, 'membre_epci', { user_id: userId, epci_siren: siren });
	return { email, password };
}

/** An account that lists for a firm, whose name nobody has checked. */
export async function makeFirm(site: Site, email: string, name: string): Promise<Agent> {
	await makeMember(site, email, {
		role: 'entreprise',
		siret: '73282932000074',
		entreprise_nom: name,
		entreprise_nom_origine: 'déclaré'
	});
	return { email, password };
}

/** Signs in through the page; answers the cookies to send along. */
export async function signIn({ address }: Site, agent: Agent): Promise<string> {
	const answer = await fetch(`${address}/connexion?/entrer`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: address },
		body: new URLSearchParams({ email: agent.email, password: agent.password })
	});
	const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
	if (cookies.length === 0) throw new Error(`${agent.email}: ${String(answer.status)}`);
	return cookies.join('; ');
}
