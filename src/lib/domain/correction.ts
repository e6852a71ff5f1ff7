import * as v from 'valibot';
import { lastingColumns, type ClassSchema } from './import/class-schema.ts';
import type { Field } from './fields/field.ts';
import { anyValue } from './import/expectation.ts';
import { isMissing, readField } from './import/read-field.ts';
import { shownValue } from './import/issue.ts';
import { doubtOf } from './import/plausible.ts';
import type { ColumnValue } from './import/record.ts';
import { validateProperties } from './import/validate-record.ts';
import { languages, type Language } from './language.ts';
import type { Reason } from './reason.ts';
import { Surface } from './surface.ts';
import { numberToType } from './typed-number.ts';

/** Classes whose records agents correct, as tables. */
export const correctedClasses = ['site_eco', 'terrain_eco', 'etablissement', 'friche'] as const;
export type CorrectedClass = (typeof correctedClasses)[number];

/** Cards by the class of their record. */
export const classOfCollection = {
	sites: 'site_eco',
	terrains: 'terrain_eco',
	etablissements: 'etablissement',
	friches: 'friche'
} as const;
export type CorrectedCollection = keyof typeof classOfCollection;

const value = v.nullable(v.union([v.string(), v.number(), v.boolean()]));
const instant = v.nullable(v.string());
/** The column of an outline, of the classes that have one. */
export const outlineColumn = 'geom';

/** A field that somebody changed of a record, or of an action of the plan. */
export const CorrectionStep = v.object({
	id: v.number(),
	field: v.string(),
	/** An outline as GeoJSON, anything else as stored. */
	before: v.union([value, Surface]),
	after: v.union([value, Surface]),
	/** Where the agent has it from. */
	reason: v.nullable(v.string()),
	by: v.string(),
	at: v.string(),
	/** Since when the field follows its source again; null while the correction stands. */
	closedAt: instant,
	closedBy: v.nullable(v.picklist(['correction', 'source', 'agent']))
});
export type CorrectionStep = v.InferOutput<typeof CorrectionStep>;

/** What an agent may correct of a record. */
export const CorrectableRecord = v.object({
	/** By column, as stored. */
	values: v.record(v.string(), value),
	/** Null where there is none: a brownfield may be known by its position alone. */
	outline: v.nullable(Surface),
	hasOutline: v.boolean(),
	/** Of values and outline: a correction names the one that was read. */
	version: v.string(),
	epci: v.nullable(v.string()),
	/** Listing that the plot was published from: it is corrected there. */
	listing: v.nullable(v.string()),
	history: v.array(CorrectionStep)
});
export type CorrectableRecord = v.InferOutput<typeof CorrectableRecord>;

/** A field of a form, in the order of its class. */
export interface CorrectableField {
	name: string;
	field: Field;
}

/** Fields of a class that can be corrected, of those that a record has. */
export function correctableFields(
	schema: ClassSchema,
	values: CorrectableRecord['values']
): CorrectableField[] {
	return Object.entries(schema.fields)
		.filter(([name]) => Object.hasOwn(values, name) && !lastingColumns.includes(name))
		.map(([name, field]) => ({ name, field }));
}

/** What is wrong with a typed value, or hard to believe of it. */
export interface CorrectionFault {
	field: string;
	value: string;
	/** In French: what was expected. */
	expected: string;
	because?: Reason | undefined;
}

export interface ReadCorrection {
	/** What differs from the stored values; null empties. */
	changes: Record<string, ColumnValue>;
	faults: CorrectionFault[];
	/** Values that can be read and are hard to believe. */
	doubts: CorrectionFault[];
}

/**
 * Reads what was typed in a form of a record: only what differs from what is stored is a change.
 * @param typed by column, as it came; a column that is not there is not changed
 * @param today ISO date, by which dates are judged
 */
export function readCorrection(
	schema: ClassSchema,
	stored: CorrectableRecord['values'],
	typed: ReadonlyMap<string, string>,
	today: string
): ReadCorrection {
	const read: ReadCorrection = { changes: {}, faults: [], doubts: [] };
	for (const { name, field } of correctableFields(schema, stored)) {
		const given = typed.get(name)?.replaceAll('\r\n', '\n');
		if (given === undefined || isUntouched(given, stored[name] ?? null)) continue;
		const reading = readField(field, given);
		const about = { field: name, value: shownValue(given) };
		if ('expected' in reading) {
			read.faults.push({ ...about, ...reading });
		} else if (reading.value === null && (field.required || !isMissing(given))) {
			read.faults.push({ ...about, ...anyValue });
		} else if (reading.value !== stored[name]) {
			read.changes[name] = reading.value;
			const doubt = doubtOf(field, reading.value, today);
			if (doubt !== null) read.doubts.push({ ...about, ...doubt });
		}
	}
	read.faults.push(...unaccompanied(schema, { ...stored, ...read.changes }, read.changes));
	return read;
}

/** A capacity that is stated without its source and date, of those that change. */
function unaccompanied(
	schema: ClassSchema,
	values: Record<string, ColumnValue>,
	changes: Record<string, ColumnValue>
): CorrectionFault[] {
	const { issues } = validateProperties(schema, values, { file: '', line: null });
	return issues.flatMap(({ field, value, expected, because, outcome }) =>
		outcome === 'refused' && field !== null && Object.hasOwn(changes, field)
			? [{ field, value: value ?? '', expected, because }]
			: []
	);
}

/** A stored value as a field shows it. */
export function fieldText(stored: ColumnValue, language: Language): string {
	if (typeof stored === 'number') return numberToType(stored, language);
	return stored === null ? '' : String(stored);
}

/** Whether a field came back as it was shown, in whatever language. */
const isUntouched = (given: string, stored: ColumnValue) =>
	languages.some((language) => given === fieldText(stored, language));
