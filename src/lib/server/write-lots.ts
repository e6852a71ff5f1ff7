import { randomUUID } from 'node:crypto';
import type { BackendClient } from '#lib/backend/client.ts';
import { imports, type ImportOutcomes } from '#lib/backend/imports.ts';
import type { RecordFeature, RecordLot } from '#lib/domain/import/record.ts';

export interface WriteOptions {
	territory: string;
	lots: readonly RecordLot[];
	/** Hears how many records of all the lots are on their way so far. */
	onProgress?: ((staged: number) => void) | undefined;
}

/**
 * Writes lots of records in one transaction: all of them or nothing.
 * @throws BackendError naming record, field, value and what was expected; nothing is then written
 */
export async function writeLots(
	client: BackendClient,
	{ territory, lots, onProgress }: WriteOptions
): Promise<ImportOutcomes> {
	const lot = randomUUID();
	let done = 0;
	try {
		for (const { class: recordClass, features } of lots) {
			for (const parcel of parcelsOf(features)) {
				done += await imports.stage(client, {
					lot,
					class: recordClass,
					// GeoJSON's own type has no feature without geometry; the database answers for those it refuses.
					features: parcel as Parameters<typeof imports.stage>[1]['features']
				});
				onProgress?.(done);
			}
		}
		return await imports.apply(client, { lot, territory });
	} catch (fault) {
		await imports.discard(client, lot).catch(() => undefined);
		throw fault;
	}
}

/** Characters of GeoJSON sent at once, whatever the number of features: detailed contours are heavy. */
const parcelCharacters = 4_000_000;
const parcelFeatures = 500;

function parcelsOf(features: readonly RecordFeature[]): RecordFeature[][] {
	const parcels: RecordFeature[][] = [];
	let parcel: RecordFeature[] = [];
	let characters = 0;
	for (const feature of features) {
		const weight = JSON.stringify(feature).length;
		const full = characters + weight > parcelCharacters || parcel.length === parcelFeatures;
		if (parcel.length > 0 && full) {
			parcels.push(parcel);
			[parcel, characters] = [[], 0];
		}
		parcel.push(feature);
		characters += weight;
	}
	return parcel.length > 0 ? [...parcels, parcel] : parcels;
}
