import { choiceAt, type ChoiceColumn } from './choice-column.ts';
import {
	criterion,
	failed,
	passed,
	unknown,
	type CriterionOf,
	type OnServer,
	type PreparedCriterion
} from './criterion.ts';
import type { CodesField, ListField } from './field.ts';
import type { ColumnMaker } from './plot-columns.ts';

/** Passes what was asked for by name; "inconnu" and no value are unknown to everybody else. */
export function preparedChoice(
	column: ChoiceColumn,
	verdictOf: (value: string | null) => number
): PreparedCriterion {
	const verdictOfCode = Uint8Array.from(column.values, verdictOf);
	return {
		limits: [],
		judge: (verdicts) => {
			for (let plot = 0; plot < verdicts.length; plot += 1)
				verdicts[plot] = verdictOfCode[column.codes[plot] as number] as number;
		},
		valueAt: (plot) => choiceAt(column, plot)
	};
}

/** Verdict on a value of a list: who asks for "inconnu" by name gets it. */
export function verdictAmong(asked: readonly string[], value: string | null): number {
	if (value !== null && asked.includes(value)) return passed;
	return value === null || value === 'inconnu' ? unknown : failed;
}

/** `oui`, `non` or null of a verdict on a flag. */
export function yesOrNo(verdict: number | undefined): string | null {
	if (verdict === passed) return 'oui';
	return verdict === failed ? 'non' : null;
}

/** Fields of which one is a list of words or codes. */
export type ChoiceFields = Readonly<Record<string, ListField | CodesField>>;

/** The words asked by the one field of a choice. */
export function wordsAsked(asked: object, fields: ChoiceFields): readonly string[] {
	const values = asked as Readonly<Record<string, readonly string[]>>;
	return Object.keys(fields).flatMap((key) => values[key] ?? []);
}

interface DescribedChoice<Id extends string, F extends ChoiceFields> {
	id: Id;
	/** Column of the database, which is also its word in an address. */
	field: string;
	fields: F;
	column: ColumnMaker<ChoiceColumn>;
	onServer: OnServer<keyof F & string> | null;
}

/** A criterion that asks a column of codes for some of them. */
export function choice<const Id extends string, const F extends ChoiceFields>(
	described: DescribedChoice<Id, F>
): CriterionOf<Id, F> {
	const { id, field, fields, column, onServer } = described;
	return criterion<Id, F>({
		...{ id, word: field, field, unit: null, fields, onServer, judged: 'choice' },
		isAsked: (asked) => wordsAsked(asked, fields).length > 0,
		prepare: (asked, columns) => {
			const words = wordsAsked(asked, fields);
			return preparedChoice(columns.column(column), (value) => verdictAmong(words, value));
		}
	});
}
