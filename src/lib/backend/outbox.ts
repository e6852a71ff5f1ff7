import * as v from 'valibot';
import {
	mailFaults,
	mailKinds,
	mailStates,
	type Letter,
	type MailFault
} from '#lib/domain/outgoing-mail.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const Claim = v.object({
	/** Names this claim when a mail of it is settled. */
	lease: v.string(),
	mails: v.array(
		v.object({
			id: v.string(),
			to: v.string(),
			subject: v.string(),
			text: v.string(),
			/** Where one POST ends what the mail belongs to. */
			unsubscribe: v.nullable(v.string()),
			/** ISO instant. */
			created: v.string()
		})
	),
	/** Until the next mail is due; null when none waits. */
	nextInSeconds: v.nullable(v.number())
});
export type Claim = v.InferOutput<typeof Claim>;
export type ClaimedMail = Claim['mails'][number];

const instant = v.nullable(v.string());
const OutboxRow = v.object({
	id: v.string(),
	kind: v.picklist(mailKinds),
	/** Null once it has left. */
	to: v.nullable(v.string()),
	state: v.picklist(mailStates),
	/** Tries that missed. */
	tries: v.number(),
	fault: v.nullable(v.picklist(mailFaults)),
	/** Code of the fault: an answer of SMTP, an error of the system. */
	code: v.nullable(v.string()),
	created: v.string(),
	next: instant,
	sent: instant
});
export type OutboxRow = v.InferOutput<typeof OutboxRow>;

/** How a try ended. */
export type MailOutcome =
	| { state: 'envoyé' | 'gardé' }
	| { state: 'à réessayer' | 'refusé'; fault: MailFault; code: string | null };

/** Mails that wait to leave; the last three are for administrators, the others for the service alone. */
export const outbox = {
	leave: (service: BackendClient, territory: string, letters: readonly Letter[]): Promise<number> =>
		call(service, 'mail_leave', { p_territory: territory, p_mails: letters }, v.number()),

	/** Takes on what is due, oldest first, each mail for one process until the lease ends. */
	claim: (
		service: BackendClient,
		query: { territory: string; limit: number; leaseSeconds: number }
	): Promise<Claim> =>
		call(
			service,
			'mail_claim',
			{
				p_territory: query.territory,
				p_limit: query.limit,
				p_lease_seconds: query.leaseSeconds
			},
			Claim
		),

	/** Says how a try ended; false when the lease has ended before. */
	settle: (
		service: BackendClient,
		mail: { id: string; lease: string },
		outcome: MailOutcome
	): Promise<boolean> =>
		call(
			service,
			'mail_settle',
			{
				p_id: mail.id,
				p_lease: mail.lease,
				p_outcome: outcome.state,
				p_fault: 'fault' in outcome ? outcome.fault : null,
				p_code: 'fault' in outcome ? outcome.code : null
			},
			v.boolean()
		),

	/** Erases what failed long ago; answers how many. `today` is an ISO date. */
	forget: (service: BackendClient, today: string): Promise<number> =>
		call(service, 'mails_forget', { p_today: today }, v.number()),

	/** What waits and what failed, then what left last. @throws BackendError 403 */
	list: (client: BackendClient, territory: string): Promise<OutboxRow[]> =>
		call(client, 'courriels_list', { p_territory: territory }, v.array(OutboxRow)),

	/** How many missed a try and have not left. @throws BackendError 403 */
	stuck: (client: BackendClient, territory: string): Promise<number> =>
		call(client, 'courriels_stuck', { p_territory: territory }, v.number()),

	/** Has one mail sent again, or all; answers how many. @throws BackendError 403, 409 for none */
	again: (client: BackendClient, territory: string, id: string | null): Promise<number> =>
		call(client, 'courriels_again', { p_territory: territory, p_id: id }, v.number())
};
