import { schemaNamed } from '#lib/domain/import/detect-class.ts';
import type { RecordsContext, RecordsFile } from '#lib/formats/read-records.ts';
import { readOutside, type Reading } from '#lib/server/intake/read-outside.ts';

/**
 * Reads the records of a file that somebody sent, as `readRecords` does, in a process of its own.
 * @throws IntakeRefusal when nothing can be read of it
 */
export async function readSentRecords(
	bytes: Uint8Array,
	{ file, as, layer, date, ...context }: RecordsContext,
	reading: Reading
): Promise<RecordsFile> {
	const { clear = false, matches = {}, units = {}, positions = 'mended' } = context;
	const given = {
		...{ file, bytes, as: as?.class ?? null, layer: layer ?? null, date },
		...{ clear, matches, units, positions }
	};
	const read = await readOutside('records', given, reading);
	const schema = schemaNamed(read.schema);
	if (!schema) throw new Error(`The reading process named an unknown class: ${read.schema}`);
	return { ...read, schema };
}
