import type { AuthError } from '@supabase/supabase-js';
import * as v from 'valibot';
import { backendError, BackendError } from './backend-error.ts';
import { call } from './call.ts';
import {
	createPublicClient,
	createServiceClient,
	type BackendAccess,
	type BackendClient
} from './client.ts';

export type Credentials = { email: string; password: string };

/** What a link of a mail is for, as the Auth API names it. */
export type TokenKind = 'recovery' | 'magiclink';

/** What the Auth API answers for a wrong password, an unknown address, a used or expired token. */
const refusals = [400, 401, 403, 404, 422, 429];

/** True for a refusal, which is an answer; a failure is thrown. */
function refused(error: AuthError | null): boolean {
	if (!error) return false;
	if (refusals.includes(error.status ?? 0)) return true;
	throw backendError(error.status ?? 503, { message: error.message, hint: null });
}

type Access = BackendAccess & { publishableKey: string };

/** E-mail accounts of the Auth API. A session client keeps its session in the visitor's cookies. */
export const accounts = {
	/** Starts a new session, and ends the one there was; false for a refusal of any kind. */
	async signIn(session: BackendClient, credentials: Credentials): Promise<boolean> {
		await accounts.signOut(session);
		const { error } = await session.auth.signInWithPassword(credentials);
		return !refused(error);
	},

	/** True when the password is the account's; starts no session in the visitor's cookies. */
	async knowsPassword(backend: Access, credentials: Credentials): Promise<boolean> {
		const apart = createPublicClient(backend);
		const { error } = await apart.auth.signInWithPassword(credentials);
		if (refused(error)) return false;
		await apart.auth.signOut({ scope: 'local' });
		return true;
	},

	/** Ends the session of these cookies, at the Auth API too: its tokens are worth nothing then. */
	async signOut(session: BackendClient): Promise<void> {
		await session.auth.signOut({ scope: 'local' });
	},

	/** Has a mail sent to the address if it has an account; says nothing either way. */
	async requestReset(backend: Access, email: string): Promise<void> {
		refused((await createPublicClient(backend).auth.resetPasswordForEmail(email)).error);
	},

	/** Has a link to sign in sent to the address if it has an account; says nothing either way. */
	async requestLink(backend: Access, email: string): Promise<void> {
		const { error } = await createPublicClient(backend).auth.signInWithOtp({
			email,
			options: { shouldCreateUser: false }
		});
		refused(error);
	},

	/** Starts a session with the token of a mail; false when it is unknown, used or expired. */
	async redeem(
		session: BackendClient,
		query: { tokenHash: string; kind: TokenKind }
	): Promise<boolean> {
		const { error } = await session.auth.verifyOtp({
			token_hash: query.tokenHash,
			type: query.kind
		});
		return !refused(error);
	},

	/** Sets the password of the session's account and ends its other sessions. */
	async changePassword(session: BackendClient, password: string): Promise<boolean> {
		const { error } = await session.auth.updateUser({ password });
		if (error?.code !== 'same_password' && refused(error)) return false;
		await session.auth.signOut({ scope: 'others' });
		return true;
	},

	/**
	 * The account of an address with this password: opened and confirmed where there is none, all its
	 * former sessions ended where there is one. For invitations and commands; needs a service client.
	 * @param token a fresh random text
	 * @returns its id
	 */
	async establish(
		backend: Access & { kind: string; secretKey: string },
		service: BackendClient,
		query: Credentials & { token: string }
	): Promise<string> {
		if (backend.kind === 'hosted') return establishHosted(service, query);
		const { email, password, token } = query;
		const id = await call(
			service,
			'account_open_recovery',
			{ p_email: email, p_token_hash: token },
			v.string()
		);
		// With the secret key: from outside nobody may set a password at the Auth API.
		const apart = createServiceClient(backend);
		const entered = await accounts.redeem(apart, { tokenHash: token, kind: 'recovery' });
		if (!entered || !(await accounts.changePassword(apart, password))) {
			throw new BackendError(500, `Le compte « ${email} » ne se laisse pas ouvrir.`);
		}
		await accounts.signOut(apart);
		return id;
	}
};

async function establishHosted(service: BackendClient, query: Credentials): Promise<string> {
	const { email, password } = query;
	const known = await call(service, 'account_by_email', { p_email: email }, v.nullable(v.string()));
	const { data, error } = known
		? await service.auth.admin.updateUserById(known, { email_confirm: true })
		: await service.auth.admin.createUser({ email, password, email_confirm: true });
	if (error) throw new BackendError(error.status ?? 503, error.message);
	// Apart: what confirms an address takes the password of before away (forget_unconfirmed_access).
	const chosen = known ? await service.auth.admin.updateUserById(known, { password }) : null;
	if (chosen?.error) throw new BackendError(chosen.error.status ?? 503, chosen.error.message);
	return data.user.id;
}
