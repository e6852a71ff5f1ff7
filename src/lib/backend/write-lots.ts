import type { BackendClient } from './client.ts';
import { imports, type ImportOutcomes } from './imports.ts';
import type { RecordLot } from '#lib/domain/import/record.ts';

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
export function writeLots(
	client: BackendClient,
	{ territory, ...staged }: WriteOptions
): Promise<ImportOutcomes> {
	return withStagedLots(client, staged, (lot) => imports.apply(client, { lot, territory }));
}

/** Does some work on lots of records that are staged and show nowhere; what it leaves staged is dropped. */
export async function withStagedLots<Result>(
	client: BackendClient,
	{ lots, onProgress }: Omit<WriteOptions, 'territory'>,
	work: (lot: string) => Promise<Result>
): Promise<Result> {
	const lot = crypto.randomUUID();
	let done = 0;
	try {
		for (const { class: recordClass, features } of lots) {
			const before = done;
			done += await imports.stage(client, {
				...{ lot, class: recordClass, features },
				onProgress: (staged) => onProgress?.(before + staged)
			});
		}
		return await work(lot);
	} finally {
		await imports.discard(client, lot).catch(() => undefined);
	}
}
