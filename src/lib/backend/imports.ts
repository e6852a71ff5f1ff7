import type { Feature } from 'geojson';
import * as v from 'valibot';
import { recordClasses, type RecordClass } from '#lib/domain/import/record.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

/** Classes of record that an import can bring, in the order in which a lot applies them. */
export const importClasses = recordClasses;

export type ImportClass = RecordClass;

const count = v.pipe(v.number(), v.integer());

const Outcome = v.object({
	inserted: count,
	updated: count,
	/** Keys of the records outside every commune of the territory. */
	outside: v.array(v.string())
});

const Outcomes = v.partial(v.object(v.entriesFromList(importClasses, Outcome)));

export type ImportOutcome = v.InferOutput<typeof Outcome>;
export type ImportOutcomes = Partial<Record<ImportClass, ImportOutcome>>;

/** Features staged in one request: enough to be quick, few enough for the limit on bodies. */
const chunkSize = 250;

export type StagedFeatures = {
	/** A UUID of the caller's: one lot is one transaction. */
	lot: string;
	class: ImportClass;
	/** Properties are the columns of the class; geometry is in degrees (EPSG:4326). */
	features: readonly Feature[];
	/** Hears how many features of this call are staged so far. */
	onProgress?: ((staged: number) => void) | undefined;
};

/** The one way in for records; every call needs a service client. */
export const imports = {
	/** Stages features of a class under a lot, in chunks; nothing shows before `apply`. */
	async stage(client: BackendClient, query: StagedFeatures): Promise<number> {
		let staged = 0;
		for (let start = 0; start < query.features.length; start += chunkSize) {
			const chunk = query.features.slice(start, start + chunkSize);
			staged += await call(
				client,
				'import_chunk',
				{ p_lot: query.lot, p_class: query.class, p_features: chunk },
				count
			);
			query.onProgress?.(staged);
		}
		return staged;
	},

	/**
	 * Writes a staged lot in one transaction, all of it or nothing.
	 * @throws BackendError 422 naming record, field, value and what was expected; the lot then
	 * stays staged until `discard`
	 */
	apply: (
		client: BackendClient,
		query: { lot: string; territory: string }
	): Promise<ImportOutcomes> =>
		call(client, 'import_apply', { p_lot: query.lot, p_territory: query.territory }, Outcomes),

	/** Drops a staged lot; the number of features dropped. */
	discard: (client: BackendClient, lot: string): Promise<number> =>
		call(client, 'import_discard', { p_lot: lot }, count),

	/** Drops the lots that nobody has added to for so many hours; the number of features dropped. */
	forgetAbandoned: (client: BackendClient, hours: number): Promise<number> =>
		call(client, 'import_forget_abandoned', { p_hours: hours }, count)
};
