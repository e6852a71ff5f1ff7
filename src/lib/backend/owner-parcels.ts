import type { Geometry } from 'geojson';
import * as v from 'valibot';
import type { ColumnValue } from '#lib/domain/import/record.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const count = v.pipe(v.number(), v.integer());

const Outcome = v.object({
	parcels: count,
	/** Parcels that lie in no published site: they make no unit. */
	outside: count,
	/** Units that the parcels make. */
	units: count,
	/** Of them, those that are new or say something new; none where a row is at fault. */
	written: count,
	/** Units of before whose ground others take now. */
	withdrawn: count,
	/** What keeps the file from being written, by rank from 1: a code, for which pages have a sentence, and the value. */
	faults: v.array(v.object({ rank: count, code: v.string(), value: v.string() }))
});

/**
 * Joins parcels of one owner account that touch to land units, all of them or none; `dry` only says what would be.
 * @throws BackendError 403 for who is no agent of the territory
 */
export const unitsFromParcels = (
	client: BackendClient,
	given: {
		territory: string;
		parcels: readonly { values: Record<string, ColumnValue>; geometry: Geometry }[];
		dry: boolean;
	}
): Promise<v.InferOutput<typeof Outcome>> =>
	call(
		client,
		'units_from_parcels',
		{
			p_territory: given.territory,
			p_parcels: given.parcels.map(({ values, geometry }) => ({ values, geometry })),
			p_dry: given.dry
		},
		Outcome
	);
