import type { AreaShape } from '#lib/geo/area-shape.ts';
import type { Furthest } from './concession.ts';
import type { Unit } from './criterion.ts';

/** Groups of the panel. The title of one is the message `group_<group>`. */
export type PanelGroup =
	| 'area'
	| 'hall'
	| 'sale'
	| 'offer'
	| 'place'
	| 'shape'
	| 'servicing'
	| 'networks'
	| 'access'
	| 'neighbours'
	| 'naf'
	| 'vocation'
	| 'state'
	| 'brownfields'
	| 'constraints';

/** How the panel asks a field; its words are the message `field_<key>`. */
export interface Panel {
	group: PanelGroup;
	/** Its place among the group's first ones; all others follow in the order of an address. */
	place?: number;
	/** Stops of the slider; none where a number is only typed. */
	stops?: readonly number[];
	/** Unit shown beside the field, where it is not the field's. */
	unit?: string;
	/** The group's title says what is chosen. */
	hideLegend?: boolean;
	/** A control of its own for several fields; `null` for those that another field's control asks. */
	control?: 'place' | 'shape' | null;
}

interface Addressed {
	/** Name of its parameter in an address: the CNIG's word where the CNIG has one. */
	name: string;
	/** None for a field that the page asks outside the groups. */
	panel?: Panel | undefined;
}

/** Least and most that make sense: for the panel, an address, a preset and the OGC API alike. */
export type Bounds = readonly [least: number, most: number];

interface Bounded extends Addressed {
	bounds: Bounds;
	side: 'min' | 'max';
	/** How far a near miss relaxes it; none where it is never relaxed. */
	furthest?: Furthest | undefined;
	/** Where it is not the criterion's. */
	unit?: Unit | null | undefined;
}

/** A number, or nothing asked. */
export interface NumberField extends Bounded {
	kind: 'number';
}
/** A number that stands at something even when nobody asks. */
export interface StandingField extends Bounded {
	kind: 'standing';
	standing: number;
	/** A count: emptied, it stands as before; a radius that is emptied stays what it was. */
	count: boolean;
}
export interface DateField extends Addressed {
	kind: 'date';
	side: 'min' | 'max';
	furthest: Furthest;
	unit?: undefined;
	example: string;
}
/** Words of a closed list. */
export interface ListField<Value extends string = string> extends Addressed {
	kind: 'list';
	options: readonly Value[];
	/** Beginning of the messages that say them. */
	words: 'code' | 'sector';
	/** Each of the list is a criterion by itself. */
	each?: boolean;
}
/** Codes of an open list. */
export interface CodesField extends Addressed {
	kind: 'codes';
	pattern: RegExp;
	example: string;
	/** Those that the panel offers. */
	options?: readonly string[];
	words: 'code' | 'naf';
}
export interface FlagField extends Addressed {
	kind: 'flag';
	/** What our pages open on. */
	opening: boolean;
}
/** One of a few keys; a person reads the message `field_<key of the field>_<key>`. */
export interface WordField<Key extends string = string> extends Addressed {
	kind: 'word';
	/** What each is called in an address. */
	words: Readonly<Record<Key, string>>;
	absent: NoInfer<Key>;
}
export interface TextField extends Addressed {
	kind: 'text';
}
export interface ShapeField extends Addressed {
	kind: 'shape';
}

export type Field =
	| NumberField
	| StandingField
	| DateField
	| ListField
	| CodesField
	| FlagField
	| WordField
	| TextField
	| ShapeField;
export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F> = F extends NumberField
	? number | null
	: F extends StandingField
		? number
		: F extends DateField
			? string | null
			: F extends ListField<infer Value>
				? Value[]
				: F extends CodesField
					? string[]
					: F extends FlagField
						? boolean
						: F extends WordField<infer Key>
							? Key
							: F extends TextField
								? string
								: AreaShape | null;

/** What is asked by fields. An empty list, text or null means that nothing is. */
export type Asked<F> = { -readonly [Key in keyof F]: ValueOf<F[Key]> };

const bounded =
	(side: Bounded['side']) =>
	(
		name: string,
		bounds: Bounds,
		furthest: Furthest | undefined,
		panel: Panel,
		unit?: Unit | null
	): NumberField => ({ kind: 'number', name, bounds, side, furthest, panel, unit });

/** A least, and how far it is conceded. */
export const atLeast = bounded('min');
/** A most, and how far it is conceded. */
export const atMost = bounded('max');

/** A radius in km. */
export function radius(
	name: string,
	standing: number,
	panel: Panel,
	furthest?: Furthest
): StandingField {
	const of = { kind: 'standing', side: 'max', count: false, unit: 'km' } as const;
	return { ...of, name, bounds: [0.1, 100], standing, furthest, panel };
}

/** Values of a closed list, CNIG's or ours. */
export function listOf<const Value extends string>(
	name: string,
	options: readonly Value[],
	panel: Panel,
	words: ListField['words'] = 'code'
): ListField<Value> {
	return { kind: 'list', name, options, panel, words };
}

/** What nobody asks for. */
export function nothingAsked(field: Field): unknown {
	switch (field.kind) {
		case 'standing':
			return field.standing;
		case 'list':
		case 'codes':
			return [];
		case 'flag':
			return false;
		case 'word':
			return field.absent;
		case 'text':
			return '';
		default:
			return null;
	}
}
