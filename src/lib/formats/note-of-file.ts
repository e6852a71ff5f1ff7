import type { Expectation } from '#lib/domain/import/expectation.ts';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import type { ReadContext } from './contract.ts';

/** Something to tell of a whole file, `value` being what it says of its coordinates. */
export function noteOfFile(
	{ file }: ReadContext,
	said: Expectation,
	value: string | null
): ImportIssue {
	return {
		file,
		line: null,
		record: null,
		field: value && 'crs',
		value,
		...said,
		outcome: 'reported'
	};
}
