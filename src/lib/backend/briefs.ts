import * as v from 'valibot';
import {
	Brief,
	BriefLine,
	type BriefKind,
	type BriefState,
	type CardCollection
} from '#lib/domain/brief.ts';
import type { Language } from '#lib/domain/language.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

/** What is kept of a form that a visitor sent. Instants are ISO dates, surfaces in hectares. */
export interface NewBrief {
	territory: string;
	kind: BriefKind;
	epci: readonly string[];
	card: { collection: CardCollection; id: string; name: string } | null;
	/** Fields of the search's `Criteria`; null without a search. */
	criteria: object | null;
	surfaceMinHa: number | null;
	blocking: readonly string[];
	foundThen: number | null;
	message: string | null;
	receivedAt: string;
	dueAt: string;
	/** In which the visitor reads. */
	language: Language;
	contact: {
		name: string | null;
		company: string | null;
		email: string;
		phone: string | null;
	} | null;
}

export interface InboxFilters {
	state?: BriefState | undefined;
	/** Only what is not closed. */
	open?: boolean | undefined;
	kind?: BriefKind | undefined;
	epci?: string | undefined;
	assigned?: 'moi' | 'personne' | undefined;
}

/** Which brief is written to, and the version of it that was read. */
export interface BriefVersion {
	id: string;
	version: number;
}

const Written = v.object({ version: v.number() });
const Assigned = v.object({ version: v.number(), email: v.nullable(v.string()) });
const Colleague = v.object({ userId: v.string(), name: v.string(), email: v.string() });
const Inbox = v.object({ total: v.number(), briefs: v.array(BriefLine) });

export type Colleague = v.InferOutput<typeof Colleague>;
export type Inbox = v.InferOutput<typeof Inbox>;

/** Briefs and reported errors. What an account cannot read does not exist for it. */
export const briefs = {
	/** Keeps what a visitor left. Needs a service client. */
	leave: (client: BackendClient, brief: NewBrief): Promise<{ id: string }> =>
		call(client, 'brief_leave', { p_brief: columnsOf(brief) }, v.object({ id: v.string() })),

	/** Addresses of the agents to tell of a brief. Needs a service client. */
	recipients: (client: BackendClient, id: string): Promise<string[]> =>
		call(client, 'brief_recipients', { p_id: id }, v.array(v.string())),

	/** SIREN of the EPCI that have an agent. Needs a service client. */
	epciWithAgents: (client: BackendClient, territory: string): Promise<string[]> =>
		call(client, 'epci_with_agents', { p_territory: territory }, v.array(v.string())),

	/** A page of the inbox, the most urgent first. */
	inbox: (
		client: BackendClient,
		query: { territory: string; filters: InboxFilters; limit: number; offset: number }
	): Promise<Inbox> =>
		call(
			client,
			'brief_list',
			{
				p_territory: query.territory,
				p_filters: query.filters,
				p_limit: query.limit,
				p_offset: query.offset
			},
			Inbox
		),

	/** One brief, or null where the account may not read it. */
	one: (client: BackendClient, id: string): Promise<Brief | null> =>
		call(client, 'brief_detail', { p_id: id }, v.nullable(Brief)),

	/** Whom a brief can be handed to. */
	colleagues: (client: BackendClient, id: string): Promise<Colleague[]> =>
		call(client, 'brief_colleagues', { p_id: id }, v.array(Colleague)),

	/**
	 * Hands a brief to an agent, or to nobody; answers the agent's address.
	 * @throws BackendError 404 for another EPCI's, 409 when it has changed, 400 for who cannot follow it
	 */
	assign: (
		client: BackendClient,
		{ id, version }: BriefVersion,
		to: string | null
	): Promise<{ version: number; email: string | null }> =>
		call(client, 'brief_assign', { p_id: id, p_version: version, p_to: to }, Assigned),

	/**
	 * Adds an internal note; `answered` stops the clock.
	 * @throws BackendError 404, 409 as `assign`, 400 for an empty or too long note
	 */
	note: (
		client: BackendClient,
		{ id, version }: BriefVersion,
		note: { text: string; answered: boolean }
	): Promise<{ version: number }> =>
		call(
			client,
			'brief_note',
			{ p_id: id, p_version: version, p_text: note.text, p_answered: note.answered },
			Written
		),

	/**
	 * Changes the state; a loss has a reason.
	 * @throws BackendError 404, 409 as `assign`, 400 for a state or a reason that is none
	 */
	setState: (
		client: BackendClient,
		{ id, version }: BriefVersion,
		change: { state: string; reason: string | null; text: string }
	): Promise<{ version: number }> =>
		call(
			client,
			'brief_set_state',
			{
				p_id: id,
				p_version: version,
				p_state: change.state,
				p_reason: change.reason,
				p_text: change.text
			},
			Written
		),

	/**
	 * Proposes plots to who left a brief: the mail, the history and the stopped clock are one write.
	 * @param proposal no plots where the mail leads to the search
	 * @throws BackendError 404, 409 as `assign` and where nobody can be answered; 400 for plots that are not on the map
	 */
	propose: (
		client: BackendClient,
		{ id, version }: BriefVersion,
		proposal: { plots: readonly string[]; text: string; mail: Letter }
	): Promise<{ version: number }> =>
		call(
			client,
			'brief_propose',
			{
				p_id: id,
				p_version: version,
				p_plots: proposal.plots,
				p_text: proposal.text,
				p_mail: proposal.mail
			},
			Written
		),

	/** Erases contact and texts because the person asks. @throws BackendError 404, 409 as `assign` */
	erase: (client: BackendClient, { id, version }: BriefVersion): Promise<{ version: number }> =>
		call(client, 'brief_erase', { p_id: id, p_version: version }, Written),

	/** Erases what is due on a day (AAAA-MM-JJ); answers how many. Needs a service client. */
	eraseExpired: (client: BackendClient, today: string): Promise<number> =>
		call(client, 'erase_expired_contacts', { p_today: today }, v.number())
};

function columnsOf(brief: NewBrief): object {
	const { card, contact } = brief;
	return {
		territory: brief.territory,
		genre: brief.kind,
		epci: brief.epci,
		collection: card?.collection ?? null,
		objet_id: card?.id ?? null,
		objet_nom: card?.name ?? null,
		criteres: brief.criteria,
		surface_min_ha: brief.surfaceMinHa,
		bloquants: brief.blocking,
		terrains_trouves: brief.foundThen,
		message: brief.message,
		recue_le: brief.receivedAt,
		echeance_le: brief.dueAt,
		langue: brief.language,
		contact: contact && {
			nom: contact.name,
			societe: contact.company,
			courriel: contact.email,
			telephone: contact.phone
		}
	};
}
