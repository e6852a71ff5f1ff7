import { yesNo } from '../vocabulary.ts';
import type { LeftOutReason } from './left-out.ts';

/** What a column holds, and so how a text of it is read, how it travels and how a form asks for it. */
export type FieldType =
	| 'text'
	/** A text that matches `expression`. */
	| 'pattern'
	| 'url'
	/** A key, or several separated by `|`. */
	| 'identifiers'
	/** So many `digits`. */
	| 'digits'
	| 'date'
	| 'year'
	/** A number of zero or more, in its `unit`. */
	| 'quantity'
	| 'count'
	/** One value of a closed `list`. */
	| 'list'
	/** One or several of a closed `list`, separated by `|`. */
	| 'several'
	/** One of `codes`, of which a spreadsheet drops the leading zero. */
	| 'padded-code'
	/** `oui` or `non`, as the standard writes it. */
	| 'flag'
	/** A yes or no of ours. */
	| 'truth'
	/** Lengths in m, or keys, that this map computes: in a feature separated by `|`. */
	| 'lengths'
	| 'keys';

/** How a listing asks for a column; where it stands in the form is said in `listing-fields.ts`. */
export interface ListingAsk {
	/** Shown otherwise than its type is by itself: all choices at once, a box to tick, a text of several lines. */
	as?: 'choice' | 'tick' | 'long-text';
	/** Largest number, or longest text in characters, that can be meant. */
	most?: number;
	/** Must be said before the listing can be handed in. */
	obligatory?: true;
	/** Column that stands for it: it need not be said where that one is. */
	unless?: string;
	/** Asked for a space inside a building only. */
	spaceOnly?: true;
}

/** One column of a class, as data: what reads, asks, shows or writes it derives from this. */
export interface Field {
	type: FieldType;
	/** A record without this value cannot be kept. */
	required: boolean;
	list?: readonly string[];
	codes?: readonly string[];
	unit?: string;
	/** Of a number: the greatest that it may be. */
	highest?: number;
	/** Of a number: the least and the most that are usual. */
	usual?: readonly [number, number];
	/** Of a date: how far ahead of today it may lie without a doubt. */
	yearsAhead?: number;
	digits?: number;
	expression?: RegExp;
	/** Of an expression: what it looks like, in French. */
	looks?: string;
	/** Who may see it, where not everybody may: it is kept in `acces_restreint`. */
	seenBy?: 'agents';
	/** Of a column that nobody fills in: where its value comes from, for which an import leaves it out. */
	from?: LeftOutReason;
	/** Is read in another table; the class has no such column of its own. */
	joined?: true;
	listing?: ListingAsk;
}

/** How a form asks for a value. */
export type FieldKind = 'text' | 'number' | 'date' | 'choice';

export function kindOf({ type }: Field): FieldKind {
	switch (type) {
		case 'quantity':
		case 'count':
		case 'year':
			return 'number';
		case 'list':
		case 'flag':
			return 'choice';
		case 'date':
			return 'date';
		default:
			return 'text';
	}
}

/** Columns of a class by name, in the order of the standard. */
export type Fields = Readonly<Record<string, Field>>;

const plain = <Type extends FieldType>(type: Type) => ({ type, required: false }) as const;

export const text = () => plain('text');
export const url = () => plain('url');
export const identifiers = () => plain('identifiers');
export const year = () => plain('year');
export const count = () => plain('count');
export const truth = () => plain('truth');
export const lengths = () => plain('lengths');
export const keys = () => plain('keys');
export const flag = () => ({ ...plain('flag'), list: yesNo }) as const;
export const digits = (count: number) => ({ ...plain('digits'), digits: count }) as const;

/** @param yearsAhead how far ahead of today it may lie without a doubt */
export const date = (yearsAhead = 0) => ({ ...plain('date'), yearsAhead }) as const;

/** @param looks what it looks like, in French */
export const pattern = (expression: RegExp, looks: string) =>
	({ ...plain('pattern'), expression, looks }) as const;

export const quantity = (unit: string, highest = Number.POSITIVE_INFINITY) =>
	({ ...plain('quantity'), unit, highest }) as const;

export const oneOf = <const List extends readonly string[]>(list: List) =>
	({ ...plain('list'), list }) as const;

export const someOf = (list: readonly string[]) => ({ ...plain('several'), list }) as const;

/** @param looks what the codes are, in French */
export const paddedCode = (codes: readonly string[], looks: string) =>
	({ ...plain('padded-code'), codes, looks }) as const;

/** The same column, without which a record cannot be kept. */
export function required<Of extends Field>(
	field: Of
): Omit<Of, 'required'> & { readonly required: true } {
	return { ...field, required: true };
}

/** The same column, with a doubt about numbers outside a range that is wide for real ones. */
export const usually = <Of extends Field>(field: Of, usual: readonly [number, number]) =>
	({ ...field, usual }) as const;

/** The same column, for agents of its EPCI only. */
export const forAgents = <Of extends Field>(field: Of) => ({ ...field, seenBy: 'agents' }) as const;

/** The same column, which the database computes. @param from what from */
export const computed = <Of extends Field>(field: Of, from: LeftOutReason) =>
	({ ...field, from }) as const;

/** The same column, which is read in another table. @param from which */
export const joined = <Of extends Field>(field: Of, from: LeftOutReason) =>
	({ ...field, from, joined: true }) as const;

/** The same column, which a listing may declare. */
export const listed = <Of extends Field>(field: Of, listing: ListingAsk = {}) =>
	({ ...field, listing }) as const;
