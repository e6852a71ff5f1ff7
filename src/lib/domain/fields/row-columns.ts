import * as v from 'valibot';
import { optionalFlag, optionalNumber, optionalText } from '../feature.ts';
import { KeptLengths } from '../hall-frontier.ts';
import type { Field, Fields, FieldType } from './field.ts';

/** A year travels as a number; files of old wrote it as a text. */
const optionalYear = v.nullish(v.union([v.string(), v.number()]), null);

/** How an optional value of a type travels in a GeoJSON feature; any other is a text. */
const optionalColumns = {
	flag: optionalFlag,
	quantity: optionalNumber,
	count: optionalNumber,
	year: optionalYear,
	lengths: KeptLengths
} as const satisfies Partial<Record<FieldType, v.GenericSchema>>;

/** What a column of a feature may be, by its field. */
type ColumnSchema<Of extends Field> = Of extends { list: infer List; type: 'list' }
	? List extends readonly string[]
		? Of['required'] extends true
			? v.PicklistSchema<List, undefined>
			: v.NullishSchema<v.PicklistSchema<List, undefined>, null>
		: never
	: Of['type'] extends keyof typeof optionalColumns
		? (typeof optionalColumns)[Of['type']]
		: Of['required'] extends true
			? v.StringSchema<undefined>
			: typeof optionalText;

/** Columns that everybody may see: those of a feature of the class. */
type SeenBy<Of extends Fields> = {
	[Name in keyof Of as Of[Name] extends { seenBy: 'agents' } ? never : Name]: ColumnSchema<
		Of[Name]
	>;
};

function columnSchema({ type, list, required }: Field): v.GenericSchema {
	if (type === 'list' && list)
		return required ? v.picklist(list) : v.nullish(v.picklist(list), null);
	const optional = (optionalColumns as Partial<Record<FieldType, v.GenericSchema>>)[type];
	return optional ?? (required ? v.string() : optionalText);
}

/**
 * What each column of a feature may be, as the OGC collection of the class serves it, without its provenance.
 * @param unread columns that nothing here reads
 */
export function rowColumns<Of extends Fields, Unread extends keyof Of = never>(
	fields: Of,
	unread: readonly Unread[] = []
): Omit<SeenBy<Of>, Unread> {
	const read = Object.entries(fields).filter(
		([name, { seenBy }]) => seenBy === undefined && !(unread as readonly string[]).includes(name)
	);
	return Object.fromEntries(
		read.map(([name, field]) => [name, columnSchema(field)])
	) as unknown as Omit<SeenBy<Of>, Unread>;
}
