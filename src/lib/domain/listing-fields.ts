import { plotLists } from './vocabulary.ts';

/** How a field is asked: the same kinds as SQL's listing_fields, but that a short list shows all its choices. */
export type FieldKind =
	'choice' | 'select' | 'flag' | 'tick' | 'number' | 'integer' | 'date' | 'text' | 'long-text';

/** A value that a listing declares. Its words are the messages `listing_field_<name>` and `listing_help_<name>`. */
export interface ListingField {
	/** Column of terrain_eco. */
	name: string;
	kind: FieldKind;
	options?: readonly string[];
	/** Largest number, or longest text in characters. */
	most?: number;
	unit?: string;
	/** Must be said before the listing can be handed in. */
	obligatory?: boolean;
	/** Asked for a space inside a building only. */
	spaceOnly?: boolean;
}

export const listingSteps = [
	'emplacement',
	'nature',
	'conditions',
	'reseaux',
	'photos',
	'apercu'
] as const;
export type ListingStep = (typeof listingSteps)[number];

const capacity = (name: string, unit: string): ListingField => ({
	name,
	kind: 'number',
	most: 10_000_000,
	unit
});

const network = (name: string): ListingField => ({ name, kind: 'flag' });

const space = (name: string, unit: string, most: number): ListingField => ({
	name,
	kind: 'number',
	most,
	unit,
	spaceOnly: true
});

const list = (name: keyof typeof plotLists, kind: 'choice' | 'select'): ListingField => ({
	name,
	kind,
	options: plotLists[name],
	obligatory: true
});

/** Fields by step, in the order in which they are asked; the other steps ask for a shape and files. */
export const stepFields: Record<ListingStep, readonly ListingField[]> = {
	emplacement: [
		{ name: 'terr_lot', kind: 'text', most: 120 },
		{ name: 'terr_surf_brute', kind: 'number', most: 10_000, unit: 'ha' }
	],
	nature: [
		list('offre_type', 'choice'),
		{ ...space('surflocal', 'm²', 1_000_000), obligatory: true },
		space('hbat', 'm', 200),
		space('local_charge_sol_kgm2', 'kg/m²', 1_000_000),
		space('local_pont_roulant_t', 't', 10_000),
		{ name: 'local_quais_nb', kind: 'integer', most: 1000, spaceOnly: true },
		{ name: 'terr_description', kind: 'long-text', most: 4000 },
		list('terr_etat_occup', 'choice'),
		list('terr_usage', 'select'),
		list('terr_maitrise_fonc', 'select')
	],
	conditions: [
		list('terr_cession_type', 'choice'),
		{
			name: 'terr_prix_demande_m2',
			kind: 'number',
			most: 100_000,
			unit: '€/m²',
			obligatory: true
		},
		{ name: 'terr_prix_sur_demande', kind: 'tick' },
		list('terr_stade_comm', 'choice'),
		{ name: 'date_dispo', kind: 'date', obligatory: true }
	],
	reseaux: [
		list('terr_stade_amngt', 'choice'),
		{ name: 'terr_cle_en_main', kind: 'flag' },
		network('reseau_electrique'),
		capacity('elec_capacite_kva', 'kVA'),
		network('reseau_eau_potable'),
		capacity('eau_capacite_m3j', 'm³/j'),
		network('reseau_assainissement'),
		network('reseau_eau_pluviale'),
		network('reseau_gaz'),
		capacity('gaz_capacite_m3h', 'm³/h'),
		network('reseau_fibre_optique'),
		capacity('fibre_capacite_mbits', 'Mbit/s')
	],
	photos: [],
	apercu: []
};

/** The step that asks for a field; the shape is asked for by the first. */
export function stepOf(field: string): ListingStep {
	const step = listingSteps.find((one) => stepFields[one].some(({ name }) => name === field));
	return step ?? 'emplacement';
}

/** What is wrong with what was typed; its sentence is the message `listing_fault_<kind>`. */
export interface FieldFault {
	kind: 'number' | 'integer' | 'most' | 'length' | 'date' | 'choice';
	/** What was typed, shortened. */
	value: string;
	/** Bound that was passed: the largest number, the longest text. */
	most: number | null;
}

/** Text, number or null (nothing said) of what was typed in a field, or what is wrong with it. */
export function readField(
	field: ListingField,
	typed: string
): { value: string | number | null } | { fault: FieldFault } {
	const text = typed.trim();
	const most = field.most ?? null;
	const fault = (kind: FieldFault['kind']) => ({
		fault: { kind, value: text.slice(0, 60), most }
	});
	if (text === '') return { value: null };
	switch (field.kind) {
		case 'number':
		case 'integer': {
			const number = Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'));
			if (!Number.isFinite(number)) return fault('number');
			if (number < 0 || (most !== null && number > most)) return fault('most');
			return field.kind === 'integer' && !Number.isInteger(number)
				? fault('integer')
				: { value: number };
		}
		case 'date':
			return isDate(text) ? { value: text } : fault('date');
		case 'text':
		case 'long-text':
			return most !== null && text.length > most
				? { fault: { kind: 'length', value: String(text.length), most } }
				: { value: text };
		default:
			return optionsOf(field).includes(text) ? { value: text } : fault('choice');
	}
}

/** The values that a field with a closed list admits. */
export function optionsOf({ kind, options }: ListingField): readonly string[] {
	if (kind === 'flag') return ['oui', 'non'];
	return kind === 'tick' ? ['oui'] : (options ?? []);
}

/** A day of the calendar written AAAA-MM-JJ, from 1900 to 2099. */
function isDate(text: string): boolean {
	if (!/^(?:19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
