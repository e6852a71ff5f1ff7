import type { Reason } from '../reason.ts';

/** What became of a value at fault: mended, turned down, written though hard to believe, or only told. */
export type IssueOutcome = 'repaired' | 'refused' | 'doubtful' | 'reported';

/** One thing to say of a file being read, precise enough to find it and to mend it. */
export interface ImportIssue {
	file: string;
	/** Line of the file where the record starts, from 1; null when it concerns the whole file. */
	line: number | null;
	/** Key of the record, null when it has none or when it concerns the whole file. */
	record: string | null;
	field: string | null;
	/** The value as it was read, shortened when it is long. */
	value: string | null;
	/** In French: what was expected, or for a repair and a report what was understood. */
	expected: string;
	/** The same as a code, for pages in another language; left out where nothing but French says it. */
	because?: Reason | undefined;
	outcome: IssueOutcome;
}

const longest = 80;

/** A value as a report shows it: text, on one line, at most 80 characters. */
export function shownValue(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
	const line = text.replaceAll(/\s+/g, ' ');
	return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
