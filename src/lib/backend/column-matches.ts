import * as v from 'valibot';
import type { MatchesByClass } from '#lib/domain/import/column-matches.ts';
import { recordClasses, type RecordClass } from '#lib/domain/import/record.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const Matches = v.record(v.string(), v.nullable(v.string()));
const ByClass = v.partial(v.object(v.entriesFromList(recordClasses, Matches)));

/** What agents and administrators have said of the columns of their files, each for themselves. */
export const columnMatches = {
	/** @throws BackendError 403 for who is neither */
	own: (client: BackendClient, territory: string): Promise<MatchesByClass> =>
		call(client, 'column_matches', { p_territory: territory }, ByClass),

	/**
	 * @param said by the normalised name in the file: the column, '' for one that is left out, null to forget it
	 * @throws BackendError 403 as `own`, 400 for more columns, or longer names, than a table has
	 */
	keep: async (
		client: BackendClient,
		kept: { territory: string; class: RecordClass; said: Readonly<Record<string, string | null>> }
	): Promise<void> => {
		const { territory, class: recordClass, said } = kept;
		const parameters = { p_territory: territory, p_class: recordClass, p_matches: said };
		await call(client, 'column_matches_keep', parameters, v.number());
	},

	/** What the columns of a class say, in French, as the database describes them; for the service. */
	labels: (service: BackendClient, recordClass: RecordClass): Promise<Record<string, string>> =>
		call(
			service,
			'column_labels',
			{ p_class: recordClass },
			v.record(
				v.string(),
				v.pipe(
					v.nullable(v.string()),
					v.transform((text) => text ?? '')
				)
			)
		)
};
