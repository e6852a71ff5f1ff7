import type { BackendClient } from '#lib/backend/client.ts';
import { imports } from '#lib/backend/imports.ts';
import { correctedClasses } from '#lib/domain/correction.ts';
import type { RecordClass } from '#lib/domain/import/record.ts';
import type { RecordsFile } from '#lib/formats/read-records.ts';
import { takeOut } from './review.ts';

/** Classes whose records lie in an EPCI, and are its agents' to bring. */
export const ownClasses: readonly RecordClass[] = correctedClasses;

/** Refuses, of a reviewed lot, what an agent may not bring: other classes, and records of other EPCI than theirs. */
export async function refuseElsewhere(
	client: BackendClient,
	lot: string,
	files: readonly RecordsFile[],
	epci: readonly string[]
): Promise<void> {
	for (const recordClass of new Set(files.map(({ schema }) => schema.class))) {
		if (!ownClasses.includes(recordClass)) {
			await refuse(client, { lot, class: recordClass }, files, () => foreignClass);
			continue;
		}
		const found = await imports.elsewhere(client, { lot, class: recordClass, epci });
		const places = new Map(found.map(({ id, epci: name }) => [id, elsewhereWords(name)]));
		await refuse(client, { lot, class: recordClass }, files, (key) => places.get(key) ?? null);
	}
}

const foreignClass = `une classe que les agents importent : ${ownClasses.join(', ')}`;

function elsewhereWords(name: string | null): string {
	const place = name === null ? 'hors de tout EPCI du territoire' : `dans ${name}`;
	return `une fiche de l’un de vos EPCI (celle-ci est ${place})`;
}

async function refuse(
	client: BackendClient,
	from: { lot: string; class: RecordClass },
	files: readonly RecordsFile[],
	expectedOf: (key: string) => string | null
): Promise<void> {
	const keys: string[] = [];
	for (const { file, schema, records, issues } of files) {
		if (schema.class !== from.class) continue;
		for (const { key, line } of records) {
			const expected = expectedOf(key);
			if (expected === null) continue;
			keys.push(key);
			issues.push({
				...{ file, line, record: key, field: schema.key, value: key, expected },
				outcome: 'refused'
			});
		}
	}
	await takeOut(client, { ...from, keys }, files);
}
