import type { ProgrammeAction } from '#lib/domain/programme.ts';

/** Fields of the form of an action that hold a column as it stands. */
export const formFields = [
	...([
		'axe',
		'ordre',
		'statut',
		'titre_fr',
		'titre_en',
		'description_fr',
		'description_en'
	] as const),
	...(['pilote', 'partenaires', 'budget_eur', 'financeurs', 'part_publique_pct'] as const),
	...([
		'cible_nombre',
		'cible_fr',
		'cible_en',
		'debut',
		'fin',
		'source_nom',
		'source_date',
		'source_url'
	] as const)
] satisfies (keyof ProgrammeAction)[];
