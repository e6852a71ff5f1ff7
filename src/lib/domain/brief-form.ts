import * as v from 'valibot';
import type { BriefKind } from './brief.ts';
import { typedNumber } from './typed-number.ts';

/** Fields of the public forms, by the names that they are sent under. */
export const briefFields = [
	'surface',
	'message',
	'nom',
	'societe',
	'courriel',
	'telephone',
	'consentement'
] as const;
export type BriefField = (typeof briefFields)[number];

/** What was typed, kept as it came for the page that asks again. */
export type TypedBrief = Record<BriefField, string>;

export const emptyBrief: Readonly<TypedBrief> = Object.freeze(
	Object.fromEntries(briefFields.map((field) => [field, ''])) as TypedBrief
);

/** Most characters of a field; the database admits the same. */
export const longest: Record<BriefField, number> = {
	surface: 20,
	message: 4000,
	nom: 120,
	societe: 200,
	courriel: 254,
	telephone: 40,
	consentement: 3
};

/** Least and most hectares that a need can state. */
export const surfaceBounds = [0.01, 10_000] as const;

/** What is wrong with a field: why, what it says, and the most that it may hold. */
export interface FieldFault {
	kind: 'missing' | 'too-long' | 'not-an-address' | 'not-a-surface' | 'no-consent';
	value: string;
	maximum?: number;
}

export type BriefFaults = Partial<Record<BriefField, FieldFault>>;

/** What the form says, once nothing is wrong with it. Surfaces in hectares. */
export interface ReadBrief {
	surfaceMinHa: number | null;
	message: string | null;
	contact: {
		name: string | null;
		company: string | null;
		email: string;
		phone: string | null;
	} | null;
}

const address = v.pipe(v.string(), v.email());
/** Control characters but tab and line feed: the database takes no zero, and nobody types the others. */
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000B-\u001F\u007F\u2028\u2029]/g;

function clean(text: string): string {
	return text.replace(/\r\n?/g, '\n').toWellFormed().replace(unprintable, '').trim();
}

/** A number of hectares as people write it; null when it is none. */
export function readHectares(text: string): number | null {
	const [least, most] = surfaceBounds;
	const value = typedNumber(text.trimEnd().replace(/ha$/, ''));
	return value !== null && value >= least && value <= most ? value : null;
}

const required: Record<BriefKind, readonly BriefField[]> = {
	projet: ['nom', 'courriel'],
	erreur: ['message']
};

function faultOf(kind: BriefKind, field: BriefField, typed: TypedBrief): FieldFault | null {
	const value = typed[field];
	if (value.length > longest[field])
		return { kind: 'too-long', value: `${value.slice(0, 40)}…`, maximum: longest[field] };
	if (field === 'consentement')
		return typed.courriel !== '' && value !== 'oui' ? { kind: 'no-consent', value } : null;
	if (value === '') return required[kind].includes(field) ? { kind: 'missing', value } : null;
	if (field === 'courriel' && !v.is(address, value)) return { kind: 'not-an-address', value };
	if (field === 'surface' && readHectares(value) === null) return { kind: 'not-a-surface', value };
	return null;
}

/** Reads a form. Nothing is kept of a contact without an e-mail address: there is nobody to answer. */
export function readBriefForm(
	kind: BriefKind,
	textOf: (field: BriefField) => string
): { typed: TypedBrief; faults: BriefFaults; brief: ReadBrief } {
	const typed = Object.fromEntries(
		briefFields.map((field) => [field, clean(textOf(field))])
	) as TypedBrief;
	const faults: BriefFaults = {};
	for (const field of briefFields) {
		const fault = faultOf(kind, field, typed);
		if (fault !== null) faults[field] = fault;
	}
	const contact =
		typed.courriel === ''
			? null
			: {
					name: typed.nom || null,
					company: typed.societe || null,
					email: typed.courriel,
					phone: typed.telephone || null
				};
	return {
		typed,
		faults,
		brief: { surfaceMinHa: readHectares(typed.surface), message: typed.message || null, contact }
	};
}
