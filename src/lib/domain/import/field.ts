import { isDay } from '../day.ts';
import type { ColumnValue } from './record.ts';
import { likelyValue, listValueOf } from './list-value.ts';
import { dayDoubt, yearDoubt, type Doubt } from './plausible.ts';
import { truthOf, truthWords } from './truth.ts';

/** What a field makes of a text: a value, with what was mended in it, or what was expected instead. */
export type FieldReading =
	{ value: ColumnValue; repair?: string | undefined } | { expected: string };

/** How a form asks for a value. */
export type FieldKind = 'text' | 'number' | 'date' | 'choice';

export interface Field {
	kind: FieldKind;
	/** What it admits, in French, for who types it: nothing for any text, nor for a closed list. */
	expects?: string;
	/** A record without this value cannot be kept. */
	required: boolean;
	/** Values of a closed list; undefined for any other kind. */
	list?: readonly string[];
	/** Of a number: what it counts. */
	unit?: string;
	/** Of a number: the least and the most that are usual. */
	usual?: readonly [number, number];
	/** What makes a value hard to believe that can be read. */
	doubt?: Doubt;
	/** Reads a text that is neither empty nor padded with spaces. */
	read(text: string): FieldReading;
}

/** Texts that the CNIG schemas take for "no value". */
const missingValues = new Set(['', 'NA', 'NaN', 'N/A', 'null']);

/** Whether a cell or a property holds no value. */
export function isMissing(value: unknown): boolean {
	return (
		value === null ||
		value === undefined ||
		(typeof value === 'string' && missingValues.has(value.trim()))
	);
}

/** Reads a cell or a property by its field: surrounding spaces are mended, the rest is the field's. */
export function readField(field: Field, value: unknown): FieldReading {
	if (isMissing(value)) return { value: null };
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
		return { expected: 'un texte, un nombre ou un booléen' };
	}
	const text = String(value);
	if (!isWritable(text)) return { expected: 'un texte sans caractère nul ni caractère incomplet' };
	const trimmed = text.trim();
	const reading = field.read(trimmed);
	if ('expected' in reading || trimmed === text) return reading;
	return { value: reading.value, repair: reading.repair ?? 'espaces superflus retirés' };
}

/** The database keeps neither the character U+0000 nor half of a surrogate pair. */
function isWritable(text: string): boolean {
	return !text.includes('\0') && text.isWellFormed();
}

function optional(
	read: Field['read'],
	asks: Partial<Pick<Field, 'kind' | 'expects' | 'unit'>> = {}
): Field {
	return { kind: 'text', ...asks, required: false, read };
}

/** The same field, without which a record cannot be kept. */
export function required(field: Field): Field {
	return { ...field, required: true };
}

/** Longer than any text of a form; the database's own limit on descriptions. */
const longestText = 4000;

export const text = (): Field =>
	optional((value) =>
		value.length <= longestText
			? { value }
			: { expected: `un texte de ${longestText.toLocaleString('fr-FR')} caractères au plus` }
	);

/** A text that must match; `expected` says in French what it should look like. */
export function pattern(expression: RegExp, expected: string): Field {
	return optional((value) => (expression.test(value) ? { value } : { expected }), {
		expects: expected
	});
}

export const url = (): Field =>
	pattern(/^https?:\/\/[^\s/$.?#].\S*$/, 'une adresse http:// ou https://');

/** Longer than several keys of the standards in a row. */
const longestIdentifier = 1000;

/** A key, or several separated by `|`, without any space in them. */
export function identifiers(): Field {
	return optional((value) => {
		const packed = value.replaceAll(/\s+/g, '');
		if (packed.length > longestIdentifier) {
			return { expected: `un identifiant de ${String(longestIdentifier)} caractères au plus` };
		}
		return packed === value
			? { value }
			: { value: packed, repair: 'espaces retirés de l’identifiant' };
	});
}

/** A number of so many digits, spaces between them allowed. */
export function digits(count: number): Field {
	const expects = `${count} chiffres`;
	return optional(
		(value) => {
			const packed = value.replaceAll(/\s+/g, '');
			if (packed.length !== count || !/^\d+$/.test(packed)) return { expected: expects };
			return packed === value ? { value } : { value: packed, repair: 'espaces retirés du numéro' };
		},
		{ expects }
	);
}

/** @param yearsAhead how far ahead of today it may lie without a doubt */
export function date(yearsAhead = 0): Field {
	const expects = 'une date qui existe, écrite AAAA-MM-JJ';
	const field = optional(
		(value) => {
			const [, day = ''] = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(value) ?? [];
			// PostgreSQL has no year 0.
			return isDay(day) && !day.startsWith('0000') ? { value: day } : { expected: expects };
		},
		{ kind: 'date', expects }
	);
	return { ...field, doubt: dayDoubt(yearsAhead) };
}

export function year(): Field {
	const expects = 'une année à quatre chiffres';
	const field = optional(
		(value) => (/^[12]\d{3}$/.test(value) ? { value: Number(value) } : { expected: expects }),
		{ kind: 'number', expects }
	);
	return { ...field, doubt: yearDoubt };
}

/** A number of zero or more; `unit` says of what. */
export function quantity(unit: string, highest = Number.POSITIVE_INFINITY): Field {
	const expected =
		highest === Number.POSITIVE_INFINITY
			? `un nombre positif ou nul (${unit})`
			: `un nombre de 0 à ${highest} (${unit})`;
	return optional(
		(value) => {
			const written = value.replace(',', '.');
			const parsed = Number(written);
			if (
				!/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(written) ||
				!Number.isFinite(parsed) ||
				parsed > highest
			) {
				return { expected };
			}
			return written === value
				? { value: parsed }
				: { value: parsed, repair: 'virgule décimale remplacée par un point' };
		},
		{ kind: 'number', expects: expected, unit }
	);
}

/** A whole number of zero or more. */
export function count(): Field {
	const expects = 'un nombre entier positif ou nul';
	return optional(
		(value) =>
			/^\d+(\.0+)?$/.test(value) && Number(value) < 2 ** 31
				? { value: Number(value) }
				: { expected: expects },
		{ kind: 'number', expects }
	);
}

/** A value of a closed list. */
export function oneOf(list: readonly string[]): Field {
	const read = (value: string): FieldReading => {
		const meant = listValueOf(value, list);
		if (meant === null) {
			const likely = likelyValue(value, list);
			const asked = likely === null ? '' : ` ; vouliez-vous dire « ${likely} » ?`;
			return { expected: `une valeur parmi : ${list.join(' | ')}${asked}` };
		}
		return meant === value ? { value } : { value: meant, repair: `lu comme « ${meant} »` };
	};
	return { kind: 'choice', required: false, list, read };
}

/** One or several values of a closed list, separated by `|`. */
export function someOf(list: readonly string[]): Field {
	const single = oneOf(list);
	const expects = `une ou plusieurs valeurs séparées par « | » parmi : ${list.join(', ')}`;
	return optional(
		(value) => {
			const readings = value.split('|').map((part) => readField(single, part));
			const values = readings.map((reading) => ('value' in reading ? reading.value : null));
			if (values.includes(null)) return { expected: expects };
			const joined = values.join('|');
			return joined === value ? { value } : { value: joined, repair: `lu comme « ${joined} »` };
		},
		{ expects }
	);
}

export const flag = (): Field => oneOf(['oui', 'non']);

/** A yes or no of ours, as JSON, a table or a database writes it. */
export function truth(): Field {
	return optional((value) => {
		const meant = truthOf(value);
		return meant === null ? { expected: truthWords } : { value: meant };
	});
}
