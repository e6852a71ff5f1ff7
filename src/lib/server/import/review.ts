import type { BackendClient } from '#lib/backend/client.ts';
import { imports, type ImportRemark } from '#lib/backend/imports.ts';
import type { Box } from '#lib/domain/feature.ts';
import { expectation, type Expectation } from '#lib/domain/import/expectation.ts';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import type { RecordClass } from '#lib/domain/import/record.ts';
import { twinWords } from '#lib/formats/doubts.ts';
import type { ImportedRecord, RecordsFile } from '#lib/formats/read-records.ts';
import { farKilometres, outsideWords } from './outside-territory.ts';

export interface ReviewOptions {
	territory: string;
	/** Takes in what lies far outside the territory. */
	anywhere: boolean;
}

/**
 * Adds to each file what the database has to say of its staged records, and takes those out of the lot and of their
 * file that it would refuse.
 */
export async function reviewLot(
	client: BackendClient,
	lot: string,
	files: readonly RecordsFile[],
	{ territory, anywhere }: ReviewOptions
): Promise<void> {
	for (const recordClass of new Set(files.map(({ schema }) => schema.class))) {
		const records = recordsOf(files, recordClass);
		const refused = new Set<string>();
		for await (const { remarks, box } of imports.review(client, {
			...{ lot, territory, class: recordClass }
		})) {
			for (const remark of remarks) {
				const about = records.get(remark.id);
				if (!about) continue;
				const issue = issueOf(remark, about, { box, anywhere });
				if (issue === null) continue;
				about.file.issues.push(issue);
				if (issue.outcome === 'refused') refused.add(remark.id);
			}
		}
		await takeOut(client, { lot, class: recordClass, keys: [...refused] }, files);
	}
}

/** Takes records out of a lot and of the files that brought them. */
export async function takeOut(
	client: BackendClient,
	{ keys, ...from }: { lot: string; class: RecordClass; keys: readonly string[] },
	files: readonly RecordsFile[]
): Promise<void> {
	if (keys.length === 0) return;
	const out = new Set(keys);
	for (const file of files) {
		if (file.schema.class !== from.class) continue;
		file.records = file.records.filter(({ key }) => !out.has(key));
	}
	await imports.drop(client, { ...from, keys });
}

interface RemarkedRecord {
	file: RecordsFile;
	record: ImportedRecord;
}

function recordsOf(
	files: readonly RecordsFile[],
	recordClass: RecordClass
): Map<string, RemarkedRecord> {
	const records = new Map<string, RemarkedRecord>();
	for (const file of files) {
		if (file.schema.class !== recordClass) continue;
		for (const record of file.records) records.set(record.key, { file, record });
	}
	return records;
}

/** A remark of the database in words; null for one that says nothing of interest. */
function issueOf(
	{ code, field, value }: ImportRemark,
	{ file, record }: RemarkedRecord,
	place: { box: Box | null; anywhere: boolean }
): ImportIssue | null {
	const { schema } = file;
	const geometryColumn = schema.geometryColumns[0] ?? 'geometry';
	const issue = (
		outcome: ImportIssue['outcome'],
		said: Expectation,
		more: Partial<ImportIssue> = {}
	): ImportIssue => ({
		...{ file: file.file, line: record.line, record: record.key, field, value, ...said, outcome },
		...more
	});
	switch (code) {
		case 'misfit':
			return issue('refused', expectation('expects_fit', 'une valeur que la base admet'));
		case 'geometry':
			return issue(
				'refused',
				expectation('expects_valid_geometry', field ?? 'une géométrie valide'),
				{ field: geometryColumn }
			);
		case 'foreign':
			return issue(
				'refused',
				expectation(
					'expects_free_key',
					`une clé libre (celle-ci appartient au territoire « ${value ?? ''} »)`,
					{ territory: value ?? '' }
				),
				{
					value: record.key
				}
			);
		case 'distance': {
			const kilometres = Number(value);
			const away = `${kilometres.toLocaleString('fr-FR')} km`;
			const isFar = kilometres > farKilometres;
			const outcome = isFar && !place.anywhere ? 'refused' : 'reported';
			const said = outsideWords(record, {
				isRefused: outcome === 'refused',
				...place
			});
			return issue(outcome, said, { field: geometryColumn, value: away });
		}
		case 'commune':
		case 'epci': {
			const column = code === 'commune' ? schema.declaredCommune : schema.declaredEpci;
			const said = expectation(
				'membership_by_geometry',
				`la géométrie donne ${value ?? ''}, qui est retenu`,
				{ code: value ?? '' }
			);
			return issue('reported', said, { field: column, value: record.declared[code] });
		}
		case 'corrected':
			return issue(
				'reported',
				expectation(
					'expects_correction',
					'rien : un agent a corrigé ce champ, et sa valeur est gardée'
				)
			);
		case 'unknown':
			return issue(
				'doubtful',
				expectation('expects_known_key', 'la clé d’une fiche enregistrée ou du même import')
			);
		case 'twin': {
			const said = twinWords(value ?? '');
			const isTold = file.issues.some(
				(told) => told.record === record.key && told.expected === said.expected
			);
			return isTold ? null : issue('doubtful', said, { field: geometryColumn, value: null });
		}
	}
}
