import { randomBytes } from 'node:crypto';
import { accounts } from '#lib/backend/accounts.ts';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import type { Backend } from '#lib/server/open-backend.ts';

/** An account and a client with its session. */
export type Account = { id: string; client: BackendClient };

export const testPassword = 'un mot de passe assez long';

/** Opens an account as if its mail had been answered, and signs in; without a role. */
export async function openAccount(backend: Backend, email: string): Promise<Account> {
	const credentials = { email, password: testPassword };
	const token = randomBytes(32).toString('hex');
	const service = createServiceClient(backend);
	const id = await accounts.establish(backend, service, { ...credentials, token });
	const client = createPublicClient(backend);
	const { error } = await client.auth.signInWithPassword(credentials);
	if (error) throw new Error(`${email} : ${error.message}`);
	return { id, client };
}
