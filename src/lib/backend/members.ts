import * as v from 'valibot';
import {
	firmNameOrigins,
	Member,
	type FirmNameOrigin,
	type MemberRole
} from '#lib/domain/member.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const MemberRow = v.object({ ...Member.entries, since: v.string() });
export type MemberRow = v.InferOutput<typeof MemberRow>;

const Invitation = v.object({
	email: v.string(),
	role: v.picklist(['agent', 'administrateur']),
	/** Names of the EPCI. */
	epci: v.array(v.string()),
	expires: v.string(),
	state: v.picklist(['en attente', 'acceptée', 'expirée'])
});
export type Invitation = v.InferOutput<typeof Invitation>;

const PendingInvitation = v.object({
	id: v.string(),
	email: v.string(),
	role: v.picklist(['agent', 'administrateur']),
	/** SIREN of the EPCI. */
	epci: v.array(v.string()),
	sent: v.string(),
	expires: v.string(),
	expired: v.boolean()
});
export type PendingInvitation = v.InferOutput<typeof PendingInvitation>;

export type FirmRegistration = {
	territory: string;
	userId: string;
	email: string;
	name: string;
	siret: string;
	firmName: string;
	firmNameOrigin: FirmNameOrigin;
};

/** Who may do what; each function checks the rights of the client's account itself. */
export const members = {
	/** The member that the client's account is, or null without a role in the territory. */
	self: (client: BackendClient, territory: string): Promise<Member | null> =>
		call(client, 'member_self', { p_territory: territory }, v.nullable(Member)),

	/** @throws BackendError 403 unless the account is an administrator of the territory */
	list: (client: BackendClient, territory: string): Promise<MemberRow[]> =>
		call(client, 'members_list', { p_territory: territory }, v.array(MemberRow)),

	/** Changes the name of the client's own account. @throws BackendError 400 for an empty name */
	rename: (client: BackendClient, query: { territory: string; name: string }): Promise<boolean> =>
		call(
			client,
			'member_set_name',
			{ p_territory: query.territory, p_name: query.name },
			v.boolean()
		),

	/** Gives an agent its EPCI. @throws BackendError 403, 404 for no agent, 400 for an unknown EPCI */
	assignEpci: (
		client: BackendClient,
		query: { territory: string; userId: string; epci: readonly string[] }
	): Promise<string[]> =>
		call(
			client,
			'member_set_epci',
			{ p_territory: query.territory, p_user: query.userId, p_epci: query.epci },
			v.array(v.string())
		),

	/** Takes its role from a member. @throws BackendError 403, 404, 409 for the last administrator */
	remove: (
		client: BackendClient,
		query: { territory: string; userId: string }
	): Promise<MemberRole> =>
		call(
			client,
			'member_remove',
			{ p_territory: query.territory, p_user: query.userId },
			v.picklist(['entreprise', 'agent', 'administrateur'])
		),

	/** Registers an account without a role as a firm; false when it has one. Needs a service client. */
	registerFirm: (service: BackendClient, firm: FirmRegistration): Promise<boolean> =>
		call(
			service,
			'member_register_firm',
			{
				p_territory: firm.territory,
				p_user: firm.userId,
				p_email: firm.email,
				p_name: firm.name,
				p_siret: firm.siret,
				p_firm_name: firm.firmName,
				p_origin: firm.firmNameOrigin
			},
			v.boolean()
		),

	/** Name of a firm that the territory knows by its SIRET, or null. Needs a service client. */
	firmName: (
		service: BackendClient,
		query: { territory: string; siret: string }
	): Promise<string | null> =>
		call(
			service,
			'firm_name_of',
			{ p_territory: query.territory, p_siret: query.siret },
			v.nullable(v.string())
		),

	/** Makes an account an administrator of the territory. Needs a service client. */
	appointAdministrator: (
		service: BackendClient,
		query: { territory: string; userId: string; name: string }
	): Promise<boolean> =>
		call(
			service,
			'administrator_appoint',
			{ p_territory: query.territory, p_user: query.userId, p_name: query.name },
			v.boolean()
		)
};

const SignUp = v.object({
	email: v.string(),
	name: v.string(),
	siret: v.string(),
	firmName: v.string(),
	firmNameOrigin: v.picklist(firmNameOrigins),
	/** ISO instant. */
	asked: v.string()
});
export type SignUp = v.InferOutput<typeof SignUp>;

/** Sign-ups that the owner of the address has yet to confirm; all need a service client. */
export const signUps = {
	/**
	 * Keeps a sign-up with the mail that asks the owner of its address; where the address has an account already, keeps
	 * nothing but the mail that tells them. The answer is the same.
	 */
	ask: (
		service: BackendClient,
		query: Omit<FirmRegistration, 'userId'> & {
			tokenHash: string;
			letters: { confirm: Letter; taken: Letter };
		}
	): Promise<boolean> =>
		call(
			service,
			'inscription_ask',
			{
				p_territory: query.territory,
				p_email: query.email,
				p_name: query.name,
				p_siret: query.siret,
				p_firm_name: query.firmName,
				p_origin: query.firmNameOrigin,
				p_token_hash: query.tokenHash,
				p_confirm: query.letters.confirm,
				p_taken: query.letters.taken
			},
			v.boolean()
		),

	/** The sign-up of a token that still serves, or null. */
	read: (service: BackendClient, tokenHash: string): Promise<SignUp | null> =>
		call(service, 'inscription_read', { p_token_hash: tokenHash }, v.nullable(SignUp)),

	/** Gives the account the firm that was asked for, once. @throws BackendError 409 when used */
	accept: (
		service: BackendClient,
		query: { tokenHash: string; userId: string; name: string }
	): Promise<boolean> =>
		call(
			service,
			'inscription_accept',
			{ p_token_hash: query.tokenHash, p_user: query.userId, p_name: query.name },
			v.boolean()
		),

	/** Removes a sign-up that the owner of the address did not ask for; false when there is none. */
	refuse: (service: BackendClient, tokenHash: string): Promise<boolean> =>
		call(service, 'inscription_refuse', { p_token_hash: tokenHash }, v.boolean()),

	/** Erases what nobody confirmed in time; answers how many. */
	forget: (service: BackendClient): Promise<number> =>
		call(service, 'inscriptions_forget', {}, v.number())
};

/** Invitations of agents and administrators; a token is known to the mail alone, its SHA-256 is kept. */
export const invitations = {
	/** @throws BackendError 403 unless the account is an administrator of the territory */
	list: (client: BackendClient, territory: string): Promise<PendingInvitation[]> =>
		call(client, 'invitations_list', { p_territory: territory }, v.array(PendingInvitation)),

	/** @throws BackendError 403, 400 for an address, a role or an EPCI refused */
	create: (
		client: BackendClient,
		query: {
			territory: string;
			email: string;
			role: string;
			epci: readonly string[];
			tokenHash: string;
		}
	): Promise<{ expires: string }> =>
		call(
			client,
			'invitation_create',
			{
				p_territory: query.territory,
				p_email: query.email,
				p_role: query.role,
				p_epci: query.epci,
				p_token_hash: query.tokenHash
			},
			v.object({ expires: v.string() })
		),

	/** @throws BackendError 403, 404 when it is not pending any more */
	revoke: (client: BackendClient, query: { territory: string; id: string }): Promise<boolean> =>
		call(
			client,
			'invitation_revoke',
			{ p_territory: query.territory, p_invitation: query.id },
			v.boolean()
		),

	/** The invitation of a token, or null. Needs a service client. */
	read: (service: BackendClient, tokenHash: string): Promise<Invitation | null> =>
		call(service, 'invitation_read', { p_token_hash: tokenHash }, v.nullable(Invitation)),

	/** Gives the account its role, once. Needs a service client. @throws BackendError 409 when used */
	accept: (
		service: BackendClient,
		query: { tokenHash: string; userId: string; name: string }
	): Promise<{ role: string }> =>
		call(
			service,
			'invitation_accept',
			{ p_token_hash: query.tokenHash, p_user: query.userId, p_name: query.name },
			v.object({ role: v.string() })
		)
};
