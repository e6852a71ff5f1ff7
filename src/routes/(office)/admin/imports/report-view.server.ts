import type { ImportIssue } from '#lib/domain/import/issue.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { isRefusal, type ImportReport } from '#lib/server/import/import-files.ts';
import { expectationText } from '#lib/words/expectation-words.ts';

/** Lines shown of one file; the rest is told by its number. */
const shownIssues = 100;

export type ReportView = ReturnType<typeof reportView>;

/** What the page shows of an import: refusals first, a bounded number of lines a file. */
export function reportView(report: ImportReport, skipInvalid: boolean) {
	const { files, unreadable, kept, written } = report;
	const refusals = files.flatMap(({ issues }) => issues.filter(isRefusal)).length;
	const valid = files.reduce((sum, { records }) => sum + records.length, 0);
	return {
		files: files.map(({ file, schema, columns, quantities, readCount, records, issues }) => {
			const told = issues.toSorted((a, b) => rank(a) - rank(b));
			return {
				file,
				class: schema.class,
				columns,
				quantities,
				read: readCount,
				valid: records.length,
				refused: issues.filter(isRefusal).length,
				doubtful: issues.filter(({ outcome }) => outcome === 'doubtful').length,
				issues: told.slice(0, shownIssues).map((issue) => ({
					...issue,
					expected: expectationText(issue, getLocale(), {
						...{ name: issue.field, field: schema.fields[issue.field ?? ''] }
					})
				})),
				more: Math.max(0, told.length - shownIssues)
			};
		}),
		unreadable,
		kept: Object.entries(kept).map(([name, columns]) => ({
			class: name,
			columns: Object.entries(columns).map(([column, count]) => `${column} (${String(count)})`)
		})),
		written: Object.entries(written ?? {}).map(([name, { inserted, updated, outside }]) => ({
			class: name,
			inserted,
			updated,
			outside: outside.length
		})),
		isWritten: written !== null,
		isReady: unreadable.length === 0 && valid > 0 && (refusals === 0 || skipInvalid)
	};
}

function rank({ outcome }: ImportIssue): number {
	return { refused: 0, doubtful: 1, repaired: 2, reported: 3 }[outcome];
}
