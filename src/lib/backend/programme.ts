import * as v from 'valibot';
import { CorrectionStep } from '#lib/domain/correction.ts';
import { ProgrammeAction, type GivenAction } from '#lib/domain/programme.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

/** The action plan of a territory. */
export const programme = {
	/** Every action that the client's account may see, by axis and rank. */
	read: (client: BackendClient, territory: string): Promise<ProgrammeAction[]> =>
		call(client, 'programme_read', { p_territory: territory }, v.array(ProgrammeAction)),

	/** What was changed of an action, the latest first; nothing for who is neither an agent nor an administrator. */
	history: (
		client: BackendClient,
		{ territory, id }: { territory: string; id: string }
	): Promise<CorrectionStep[]> =>
		call(
			client,
			'programme_history',
			{ p_territory: territory, p_id: id },
			v.array(CorrectionStep)
		),

	/**
	 * Creates or replaces an action and its links.
	 * @param query.version as its author read it, 0 for a new one
	 * @returns its new version
	 * @throws BackendError 403, 400 for an unknown axis or record, 409 where somebody wrote in between
	 */
	save: (
		client: BackendClient,
		query: { territory: string; action: GivenAction & { publie: boolean }; version: number }
	): Promise<number> =>
		call(
			client,
			'programme_save',
			{ p_territory: query.territory, p_action: query.action, p_version: query.version },
			v.number()
		),

	/** Writes the actions of the territory's file where it has none yet; how many. Needs a service client. */
	fill: (
		client: BackendClient,
		query: { territory: string; actions: readonly GivenAction[] }
	): Promise<number> =>
		call(
			client,
			'programme_fill',
			{ p_territory: query.territory, p_actions: query.actions },
			v.number()
		)
};
