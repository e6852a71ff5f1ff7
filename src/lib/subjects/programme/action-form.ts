import { isDay } from '#lib/domain/day.ts';
import {
	actionStatuses,
	linkKinds,
	type ActionStatus,
	type GivenAction,
	type LinkKind
} from '#lib/domain/programme.ts';
import { isWebAddress } from '#lib/domain/web-address.ts';
import { typedNumber } from '#lib/domain/typed-number.ts';

/** An action as a form gives it. */
export type WrittenAction = GivenAction & { publie: boolean };

/** Why a field cannot be used. */
export type FieldFault =
	'missing' | 'long' | 'number' | 'percent' | 'day' | 'order' | 'link' | 'list' | 'address';

export type ReadAction =
	| { action: WrittenAction; faults: null }
	| { action: null; faults: Partial<Record<string, FieldFault>> };

/** Longest text of each field, as the table of the database has them. */
export const longest: Readonly<Record<string, number>> = {
	titre_fr: 200,
	titre_en: 200,
	description_fr: 2000,
	description_en: 2000,
	pilote: 200,
	partenaires: 500,
	financeurs: 500,
	cible_fr: 200,
	cible_en: 200,
	source_nom: 200,
	source_url: 500
};

/** Links as the form writes them, one a line: `etablissement 12345678901234`. */
export function linkLines(links: readonly { genre: LinkKind; cible: string }[]): string {
	return links.map(({ genre, cible }) => `${genre} ${cible}`).join('\n');
}

/** Reads fields one by one, and keeps what is wrong with each. */
class FieldReader {
	readonly faults: Partial<Record<string, FieldFault>> = {};
	readonly #given: (field: string) => string;

	constructor(given: (field: string) => string) {
		this.#given = given;
	}

	field(name: string): string {
		return this.#given(name).trim();
	}

	text(name: string): string | null {
		const value = this.field(name);
		if (value.length > (longest[name] ?? Infinity)) this.faults[name] = 'long';
		return value === '' ? null : value;
	}

	/** What a field must hold; empty where it does not. */
	needed(name: string, value: string | null): string {
		if (value === null) this.faults[name] ??= 'missing';
		return value ?? '';
	}

	number(name: string, most: number, fault: FieldFault): number | null {
		const text = this.field(name);
		const value = typedNumber(text);
		const fits = value === null ? text === '' : value >= 0 && value <= most;
		if (!fits) this.faults[name] = fault;
		return value;
	}

	day(name: string): string | null {
		const value = this.field(name);
		if (value !== '' && !isDay(value)) this.faults[name] = 'day';
		return value === '' ? null : value;
	}

	address(name: string): string | null {
		const value = this.text(name);
		if (value !== null && !isWebAddress(value)) this.faults[name] ??= 'address';
		return value;
	}

	oneOf<Value extends string>(name: string, values: readonly Value[]): Value | null {
		const value = values.find((one) => one === this.field(name)) ?? null;
		if (value === null && this.field(name) !== '') this.faults[name] = 'list';
		return value;
	}

	links(name: string): GivenAction['liens'] {
		const links = readLinks(this.field(name));
		if (links === null) this.faults[name] = 'link';
		return links ?? [];
	}
}

/**
 * Reads the form of an action.
 * @param given what a field holds, empty where it holds nothing
 * @param actionId of the action that is edited; made of the title for a new one
 * @param axes identifiers of the territory's axes
 */
export function readAction(
	given: (field: string) => string,
	actionId: string | null,
	axes: readonly string[]
): ReadAction {
	const form = new FieldReader(given);
	const title = form.needed('titre_fr', form.text('titre_fr'));
	const action: WrittenAction = {
		action_id: actionId ?? identifierOf(title),
		axe: form.needed('axe', form.oneOf('axe', axes)),
		ordre: form.number('ordre', 1000, 'number') ?? 0,
		titre_fr: title,
		titre_en: form.text('titre_en'),
		description_fr: form.text('description_fr'),
		description_en: form.text('description_en'),
		statut: form.oneOf<ActionStatus>('statut', actionStatuses),
		pilote: form.text('pilote'),
		partenaires: form.text('partenaires'),
		financeurs: form.text('financeurs'),
		budget_eur: form.number('budget_eur', 1e10, 'number'),
		part_publique_pct: form.number('part_publique_pct', 100, 'percent'),
		cible_nombre: form.number('cible_nombre', 1e9, 'number'),
		cible_fr: form.text('cible_fr'),
		cible_en: form.text('cible_en'),
		debut: form.day('debut'),
		fin: form.day('fin'),
		source_nom: form.needed('source_nom', form.text('source_nom')),
		source_date: form.needed('source_date', form.day('source_date')),
		source_methode: 'Saisie par un administrateur',
		source_url: form.address('source_url'),
		liens: form.links('liens'),
		publie: form.field('publie') !== ''
	};
	const { debut, fin } = action;
	const { faults } = form;
	if (debut && fin && fin < debut) faults['fin'] ??= 'order';
	return Object.keys(faults).length > 0 ? { action: null, faults } : { action, faults: null };
}

/** Null where a line is no link. */
function readLinks(text: string): GivenAction['liens'] | null {
	const lines = text.split('\n').map((line) => line.trim());
	const links = lines.filter(Boolean).map((line) => {
		const [kind, key, ...rest] = line.split(/\s+/);
		const genre = linkKinds.find((one) => one === kind);
		return genre && key && rest.length === 0 ? { genre, cible: key } : null;
	});
	return links.every((link) => link !== null) ? links : null;
}

/** `Diagnostics RSE` → `diagnostics-rse`. */
function identifierOf(title: string): string {
	const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return (
		plain
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 60) || 'action'
	);
}
