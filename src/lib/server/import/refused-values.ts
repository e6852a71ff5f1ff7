import { expectation } from '#lib/domain/import/expectation.ts';
import type { RecordsFile } from '#lib/formats/read-records.ts';

/** Says of a file whose records are written without a value that was refused what becomes of its field. */
export function tellRefusedValues({ file, records, issues }: RecordsFile): void {
	const written = new Set(records.map(({ key }) => key));
	const fields = issues.flatMap(({ outcome, record, field }) =>
		outcome === 'refused' && record !== null && written.has(record) && field !== null ? [field] : []
	);
	if (fields.length === 0) return;
	issues.push({
		file,
		line: null,
		record: null,
		field: [...new Set(fields)].join(', '),
		value: null,
		...expectation(
			'refused_values',
			'valeurs refusées non écrites : ce qui est enregistré de ces champs est conservé'
		),
		outcome: 'reported'
	});
}
