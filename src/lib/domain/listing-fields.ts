import { kindOf, type Field, type ListingAsk } from './fields/field.ts';
import { plotFields } from './fields/terrain-eco.ts';
import { typedNumber } from './typed-number.ts';

/** How a field is asked; of a short list all choices are shown. */
export type FieldKind =
	'choice' | 'select' | 'flag' | 'tick' | 'number' | 'integer' | 'date' | 'text' | 'long-text';

/** A value that a listing declares. Its words are the messages `listing_field_<name>` and `listing_help_<name>`. */
export interface ListingField extends Omit<ListingAsk, 'as'> {
	/** Column of terrain_eco. */
	name: string;
	kind: FieldKind;
	options?: readonly string[];
	unit?: string;
}

/** Columns of terrain_eco that a listing may declare. */
export type ListedColumn = {
	[Name in keyof typeof plotFields]: (typeof plotFields)[Name] extends { listing: ListingAsk }
		? Name
		: never;
}[keyof typeof plotFields];

export const listingSteps = [
	'emplacement',
	'nature',
	'conditions',
	'reseaux',
	'photos',
	'apercu'
] as const;
export type ListingStep = (typeof listingSteps)[number];

/** What the outline of a listing brings with it: no step asks for it. */
export const fromOutline = ['site_id', 'terr_refcad'] as const satisfies ListedColumn[];

type AskedColumn = Exclude<ListedColumn, (typeof fromOutline)[number]>;

/** Columns by step, in the order in which they are asked; the other steps ask for a shape and files. */
const askedBy: Record<ListingStep, readonly AskedColumn[]> = {
	emplacement: ['terr_lot', 'terr_surf_brute'],
	nature: [
		...(['offre_type', 'surflocal', 'hbat', 'local_charge_sol_kgm2'] as const),
		...(['local_pont_roulant_t', 'local_quais_nb', 'terr_description'] as const),
		...(['terr_etat_occup', 'terr_usage', 'terr_maitrise_fonc'] as const)
	],
	conditions: [
		...(['terr_cession_type', 'terr_prix_demande_m2', 'terr_prix_sur_demande'] as const),
		...(['terr_stade_comm', 'date_dispo'] as const)
	],
	reseaux: [
		...(['terr_stade_amngt', 'terr_cle_en_main'] as const),
		...(['reseau_electrique', 'elec_capacite_kva'] as const),
		...(['reseau_eau_potable', 'eau_capacite_m3j'] as const),
		...(['reseau_assainissement', 'reseau_eau_pluviale'] as const),
		...(['reseau_gaz', 'gaz_capacite_m3h'] as const),
		...(['reseau_fibre_optique', 'fibre_capacite_mbits'] as const)
	],
	photos: [],
	apercu: []
};

/** Fields by step, in the order in which they are asked. */
export const stepFields = Object.fromEntries(
	listingSteps.map((step) => [step, askedBy[step].map(listingField)])
) as unknown as Record<ListingStep, readonly ListingField[]>;

function listingField(name: AskedColumn): ListingField {
	const field: Field = plotFields[name];
	const { as, ...listing } = field.listing ?? {};
	const kind = as ?? kindInForm(field);
	return {
		...{ name, kind, ...listing },
		...(field.unit !== undefined && { unit: field.unit }),
		...(field.list && (kind === 'choice' || kind === 'select') && { options: field.list })
	};
}

function kindInForm(field: Field): FieldKind {
	if (field.type === 'flag') return 'flag';
	if (field.type === 'count') return 'integer';
	const kind = kindOf(field);
	return kind === 'choice' ? 'select' : kind;
}

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
			const number = typedNumber(text);
			if (number === null) return fault('number');
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
