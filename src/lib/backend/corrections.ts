import * as v from 'valibot';
import { CorrectableRecord, type CorrectedClass } from '#lib/domain/correction.ts';
import type { ColumnValue } from '#lib/domain/import/record.ts';
import type { Surface } from '#lib/domain/surface.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

/** A record of a class, by its key. */
export interface CorrectedRecord {
	territory: string;
	class: CorrectedClass;
	id: string;
}

const named = ({ territory, class: recordClass, id }: CorrectedRecord) => ({
	p_territory: territory,
	p_class: recordClass,
	p_id: id
});

/** Records corrected in place, for the agents of their EPCI and administrators. */
export const corrections = {
	/** @throws BackendError 404 for a record of another EPCI, or none */
	open: (client: BackendClient, record: CorrectedRecord): Promise<CorrectableRecord> =>
		call(client, 'record_to_correct', named(record), CorrectableRecord),

	/**
	 * Writes what changes, and what it was before; answers how many fields changed.
	 * @param correction `version` is that of the values that were read; `reason` says where the values come from
	 * @throws BackendError 404 as `open`, 409 for values that have changed meanwhile and for a plot that a listing
	 * publishes, 422 for a value that the table does not admit, and an outline outside of the agent's EPCI
	 */
	correct: (
		client: BackendClient,
		correction: CorrectedRecord & {
			version: string;
			changes: Record<string, ColumnValue | Surface>;
			reason: string | null;
		}
	): Promise<number> =>
		call(
			client,
			'record_correct',
			{
				...named(correction),
				p_version: correction.version,
				p_changes: correction.changes,
				p_reason: correction.reason
			},
			v.number()
		),

	/** Leaves a corrected field to its source again; answers whether it was corrected. */
	lift: async (
		client: BackendClient,
		{ field, ...record }: CorrectedRecord & { field: string }
	): Promise<boolean> =>
		(await call(client, 'correction_lift', { ...named(record), p_field: field }, v.number())) > 0
};
