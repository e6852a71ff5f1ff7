import { isDay } from '../day.ts';
import type { Field, FieldType } from '../fields/field.ts';
import { isWebAddress } from '../web-address.ts';
import { anyValue, expectation, type Expectation } from './expectation.ts';
import { likelyValue, listValueOf } from './list-value.ts';
import type { ColumnValue } from './record.ts';
import { truthOf, truthWords } from './truth.ts';

/** What a field makes of a text: a value, with what was mended in it, or what was expected instead. */
export type FieldReading = { value: ColumnValue; repair?: Expectation | undefined } | Expectation;

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
		return expectation('expects_simple', 'un texte, un nombre ou un booléen');
	}
	const text = String(value);
	if (!isWritable(text))
		return expectation('expects_characters', 'un texte sans caractère nul ni caractère incomplet');
	const trimmed = text.trim();
	const reading = readers[field.type](trimmed, field);
	if ('expected' in reading || trimmed === text) return reading;
	return { value: reading.value, repair: reading.repair ?? spacesTaken };
}

const spacesTaken = expectation('read_spaces', 'espaces superflus retirés');
const readAs = (meant: string) => expectation('read_as', `lu comme « ${meant} »`, { meant });

/** The database keeps neither the character U+0000 nor half of a surrogate pair. */
function isWritable(text: string): boolean {
	return !text.includes('\0') && text.isWellFormed();
}

/** What a field admits, in French, for who types it: nothing for any text, nor for a closed list. */
export function expectationOf({ type, ...field }: Field): string | undefined {
	switch (type) {
		case 'pattern':
			return field.looks;
		case 'url':
			return 'une adresse http:// ou https://';
		case 'digits':
			return `${String(field.digits)} chiffres`;
		case 'date':
			return 'une date qui existe, écrite AAAA-MM-JJ';
		case 'year':
			return 'une année à quatre chiffres';
		case 'quantity': {
			const { highest = Number.POSITIVE_INFINITY, unit } = field;
			const range =
				highest === Number.POSITIVE_INFINITY ? 'positif ou nul' : `de 0 à ${String(highest)}`;
			return `un nombre ${range} (${String(unit)})`;
		}
		case 'count':
			return 'un nombre entier positif ou nul';
		case 'several':
			return `une ou plusieurs valeurs séparées par « | » parmi : ${(field.list ?? []).join(', ')}`;
		case 'padded-code':
			return `${String(field.looks)} : ${(field.codes ?? []).join(', ')}`;
		case 'truth':
			return truthWords;
		default:
			return undefined;
	}
}

type Reader = (text: string, field: Field) => FieldReading;

/** A value that its type does not admit: pages say what the type admits. */
const refused = (field: Field): FieldReading => {
	const expected = expectationOf(field);
	return expected === undefined ? anyValue : expectation('expects_type', expected);
};

/** Longer than any text of a form; the database's own limit on descriptions. */
const longestText = 4000;
/** Longer than several keys of the standards in a row. */
const longestIdentifier = 1000;

const packed = (value: string) => value.replaceAll(/\s+/g, '');

/** Each reads a text that is neither empty nor padded with spaces. */
const readers: Record<FieldType, Reader> = {
	text: (value) =>
		value.length <= longestText
			? { value }
			: expectation(
					'expects_length',
					`un texte de ${longestText.toLocaleString('fr-FR')} caractères au plus`,
					{ most: longestText }
				),
	pattern: (value, field) => (field.expression?.test(value) ? { value } : refused(field)),
	url: (value, field) => (isWebAddress(value) ? { value } : refused(field)),
	identifiers: (value) => {
		const key = packed(value);
		if (key.length > longestIdentifier) {
			return expectation(
				'expects_key_length',
				`un identifiant de ${String(longestIdentifier)} caractères au plus`,
				{ most: longestIdentifier }
			);
		}
		return key === value
			? { value }
			: { value: key, repair: expectation('read_key', 'espaces retirés de l’identifiant') };
	},
	digits: (value, field) => {
		const number = packed(value);
		if (number.length !== field.digits || !/^\d+$/.test(number)) return refused(field);
		return number === value
			? { value }
			: { value: number, repair: expectation('read_number', 'espaces retirés du numéro') };
	},
	date: (value, field) => {
		const [, day = ''] = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(value) ?? [];
		// PostgreSQL has no year 0.
		return isDay(day) && !day.startsWith('0000') ? { value: day } : refused(field);
	},
	year: (value, field) => (/^[12]\d{3}$/.test(value) ? { value: Number(value) } : refused(field)),
	quantity: readQuantity,
	count: (value, field) =>
		/^\d+(\.0+)?$/.test(value) && Number(value) < 2 ** 31
			? { value: Number(value) }
			: refused(field),
	list: readListed,
	flag: readListed,
	several: (value, field) => {
		const readings = value.split('|').map((part) => readField({ ...field, type: 'list' }, part));
		const values = readings.map((reading) => ('value' in reading ? reading.value : null));
		if (values.includes(null)) return refused(field);
		const joined = values.join('|');
		return joined === value ? { value } : { value: joined, repair: readAs(joined) };
	},
	'padded-code': (value, field) => {
		const { codes = [] } = field;
		if (codes.includes(value)) return { value };
		// A spreadsheet drops the leading zero: 3 can only be 03.
		const padded = value.padStart(2, '0');
		return /^\d$/.test(value) && codes.includes(padded)
			? { value: padded, repair: readAs(padded) }
			: refused(field);
	},
	truth: (value, field) => {
		const meant = truthOf(value);
		return meant === null ? refused(field) : { value: meant };
	},
	lengths: neverGiven,
	keys: neverGiven
};

function neverGiven(): FieldReading {
	return expectation('expects_nothing', 'rien : cette valeur est calculée');
}

function readQuantity(value: string, field: Field): FieldReading {
	const written = value.replace(',', '.');
	const parsed = Number(written);
	const { highest = Number.POSITIVE_INFINITY } = field;
	const isNumber = /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(written) && Number.isFinite(parsed);
	if (!isNumber || parsed > highest) return refused(field);
	return written === value
		? { value: parsed }
		: {
				value: parsed,
				repair: expectation('read_comma', 'virgule décimale remplacée par un point')
			};
}

function readListed(value: string, { list = [] }: Field): FieldReading {
	const meant = listValueOf(value, list);
	if (meant === null) {
		const likely = likelyValue(value, list);
		const among = `une valeur parmi : ${list.join(' | ')}`;
		const values = { list: list.join(' | ') };
		return likely === null
			? expectation('expects_listed', among, values)
			: expectation('expects_likely', `${among} ; vouliez-vous dire « ${likely} » ?`, {
					...{ ...values, likely }
				});
	}
	return meant === value ? { value } : { value: meant, repair: readAs(meant) };
}
