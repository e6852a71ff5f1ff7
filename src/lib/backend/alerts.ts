import * as v from 'valibot';
import type { SeenPlots } from '#lib/domain/alert.ts';
import { languages, type Language } from '#lib/domain/language.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const outcomes = ['à confirmer', 'active', 'trop pour cette adresse', 'trop à confirmer'] as const;
/** Where an alert that was asked for stands, or why none is kept. */
export type AskOutcome = (typeof outcomes)[number];

const Opened = v.object({
	email: v.string(),
	/** Query string of the search, without `?`. */
	search: v.string(),
	state: v.picklist(['à confirmer', 'active']),
	/** ISO instant; null before. */
	confirmedAt: v.nullable(v.string())
});
export type OpenedAlert = v.InferOutput<typeof Opened>;

const Due = v.object({
	id: v.string(),
	email: v.string(),
	language: v.fallback(v.picklist(languages), languages[0]),
	search: v.string(),
	seen: v.record(v.string(), v.tuple([v.string(), v.nullable(v.number())])),
	/** Last mail, else confirmation, ISO instant. */
	since: v.string(),
	confirmedAt: v.string()
});
export type DueAlert = v.InferOutput<typeof Due>;

/** Which alert a link opens: the territory, and the SHA-256 of the link's token, in hexadecimal. */
export interface AlertLink {
	territory: string;
	token: string;
}

/** Alerts on a search, for the service alone. */
export const alerts = {
	ask: (
		service: BackendClient,
		{ territory, ...alert }: AlertLink & { email: string; language: Language; search: string },
		now: Date
	): Promise<AskOutcome> =>
		call(
			service,
			'alert_ask',
			{ p_territory: territory, p_alert: alert, p_now: now.toISOString() },
			v.picklist(outcomes)
		),

	/** Null once it has ended, or where no such link was ever sent. */
	opened: (service: BackendClient, { territory, token }: AlertLink): Promise<OpenedAlert | null> =>
		call(service, 'alert_of', { p_territory: territory, p_token: token }, v.nullable(Opened)),

	/** @param seen plots that answer on the day: what comes later is told. @returns false where it has ended */
	confirm: (
		service: BackendClient,
		{ territory, token }: AlertLink,
		seen: SeenPlots,
		now: Date
	): Promise<boolean> =>
		call(
			service,
			'alert_confirm',
			{ p_territory: territory, p_token: token, p_seen: seen, p_now: now.toISOString() },
			v.boolean()
		),

	/** @returns false where it had ended before */
	end: (service: BackendClient, { territory, token }: AlertLink): Promise<boolean> =>
		call(service, 'alert_end', { p_territory: territory, p_token: token }, v.boolean()),

	/** Takes on what is to be verified, each for one caller only. */
	take: (
		service: BackendClient,
		query: { territory: string; now: Date; limit: number }
	): Promise<DueAlert[]> =>
		call(
			service,
			'alerts_take',
			{ p_territory: query.territory, p_now: query.now.toISOString(), p_limit: query.limit },
			v.array(Due)
		),

	/**
	 * Leaves a mail and notes what it tells; without `seen` it is the last one.
	 * @returns false where the alert was ended meanwhile: then no mail leaves
	 */
	tell: (
		service: BackendClient,
		told: { id: string; token: string | null; seen: SeenPlots | null; mail: Letter; now: Date }
	): Promise<boolean> =>
		call(
			service,
			'alert_tell',
			{
				p_id: told.id,
				p_token: told.token,
				p_seen: told.seen,
				p_mail: told.mail,
				p_now: told.now.toISOString()
			},
			v.boolean()
		),

	/** Erases what nobody has confirmed in time; answers how many. */
	forget: (service: BackendClient, now: Date): Promise<number> =>
		call(service, 'alerts_forget', { p_now: now.toISOString() }, v.number())
};
