import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import type { LngLat } from './feature.ts';
import type { StageGroup } from './plot.ts';
import type { Sector } from './sector.ts';

/** Where an action of the programme stands; null where its source does not say. */
export const actionStatuses = [
	'prévue',
	'en cours',
	'réalisée',
	'suspendue',
	'abandonnée'
] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** Records that an action may concern, by their keys: SIRET, terr_id, site_id, INSEE code, SIREN. */
export const linkKinds = ['etablissement', 'terrain', 'site', 'commune', 'epci'] as const;
export type LinkKind = (typeof linkKinds)[number];

const text = v.nullish(v.string(), null);
const number = v.nullish(v.number(), null);
const day = v.nullish(v.pipe(v.string(), v.isoDate('une date AAAA-MM-JJ')), null);

/** An action as the database keeps it, and as the file of a territory gives it. */
const columns = {
	action_id: v.pipe(
		v.string(),
		v.regex(/^[a-z0-9-]{1,60}$/, 'des minuscules, des chiffres et des tirets')
	),
	axe: v.pipe(v.string(), v.nonEmpty('un axe de la configuration')),
	ordre: v.nullish(v.number(), 0),
	titre_fr: v.pipe(v.string(), v.nonEmpty('un intitulé')),
	titre_en: text,
	description_fr: text,
	description_en: text,
	statut: v.nullish(v.picklist(actionStatuses), null),
	pilote: text,
	partenaires: text,
	financeurs: text,
	/** Euros. */
	budget_eur: number,
	/** Share of the budget paid by public money, %. */
	part_publique_pct: number,
	/** What the action aims at, counted in what `cible_fr` and `cible_en` say. */
	cible_nombre: number,
	cible_fr: text,
	cible_en: text,
	debut: day,
	fin: day,
	source_nom: v.pipe(v.string(), v.nonEmpty('une source')),
	source_date: v.pipe(v.string(), v.isoDate('une date AAAA-MM-JJ')),
	source_methode: v.pipe(v.string(), v.nonEmpty('une méthode')),
	source_url: text
};
const link = { genre: v.picklist(linkKinds), cible: v.pipe(v.string(), v.nonEmpty('une clé')) };

/** An action in the file of a territory: what its convention says, and nothing beside it. */
export const GivenAction = v.strictObject({
	...columns,
	liens: v.optional(v.array(v.strictObject(link)), [])
});
export type GivenAction = v.InferOutput<typeof GivenAction>;

export const ProgrammeAction = v.object({
	...columns,
	demonstration: v.boolean(),
	publie: v.boolean(),
	version: v.number(),
	/** Name of the record; null where it is not, or no longer, published. */
	liens: v.array(v.object({ ...link, nom: v.nullable(v.string()) }))
});
export type ProgrammeAction = v.InferOutput<typeof ProgrammeAction>;

/** Where a record that an action concerns lies, and what colour it has on the map. */
export interface LinkedPlace {
	genre: LinkKind;
	cible: string;
	at: LngLat;
	/** Its outline; null for a firm, and where none is known. */
	surface: Polygon | MultiPolygon | null;
	/** Of a plot. */
	stage: StageGroup | null;
	/** Of a firm. */
	sector: Sector | null;
}
