import { eachConstraint, type ConstraintType } from './constraint-kinds.ts';
import type { MultiPolygon } from 'geojson';
import * as v from 'valibot';

/** States of the working copy; what is online stays so while its copy is changed. */
export const listingStates = [
	'brouillon',
	'soumise',
	'à modifier',
	'publiée',
	'refusée',
	'retirée'
] as const;
export type ListingState = (typeof listingStates)[number];

export const listingActions = [
	'soumise',
	'modifiée',
	'à modifier',
	'publiée',
	'refusée',
	'confirmée',
	'rappelée',
	'retirée',
	'rétablie'
] as const;

/** What is declared, by column of terrain_eco; absent when not said. */
export type ListingContent = Record<string, string | number>;

const nullableText = v.nullable(v.string());
const count = v.pipe(v.number(), v.integer());

const Content = v.record(v.string(), v.union([v.string(), v.number()]));

const Piece = v.object({
	piece_id: v.string(),
	genre: v.picklist(['photo', 'document']),
	nom: v.string(),
	type_mime: v.string(),
	octets: count,
	/** Pixels; null for a document. */
	largeur: v.nullable(count),
	hauteur: v.nullable(count),
	legende: nullableText,
	/** Whether the published version shows it. */
	publique: v.boolean()
});
export type ListingPiece = v.InferOutput<typeof Piece>;

/** By field that differs: its value before and after; null where there is none. */
export const ListingDifference = v.record(
	v.string(),
	v.object({ avant: v.unknown(), après: v.unknown() })
);

const HistoryEntry = v.object({
	version_id: count,
	version: count,
	action: v.picklist(listingActions),
	message: nullableText,
	par_nom: v.string(),
	par_role: v.string(),
	/** ISO date and time. */
	le: v.string(),
	difference: ListingDifference
});

const Declaration = v.object({
	/** Account; null when the service declared it. */
	par: nullableText,
	nom: nullableText,
	/** ISO date and time. */
	le: v.string(),
	version: count
});

/** A listing as `annonce_get` gives it to its owner and to the agents of its EPCI. */
export const Listing = v.object({
	annonce_id: v.string(),
	territory_id: v.string(),
	etat: v.picklist(listingStates),
	en_ligne: v.boolean(),
	/** Whether the account that asks is its owner. */
	mienne: v.boolean(),
	proprietaire_nom: nullableText,
	siret: nullableText,
	contenu: Content,
	provenance: v.record(v.string(), Declaration),
	/** In degrees (EPSG:4326). */
	geometry: v.nullable(
		v.custom<MultiPolygon>(
			(value) => typeof value === 'object' && value !== null && 'coordinates' in value,
			'un MultiPolygon'
		)
	),
	/** Area of the drawn shape in hectares. */
	surface_ha: v.nullable(v.number()),
	comm_insee: nullableText,
	comm_nom: nullableText,
	epci_siren: nullableText,
	epci_nom: nullableText,
	/** Nearest point of each kind, as the crow flies, in km. */
	distances: v.array(v.object({ type: v.string(), nom: v.string(), km: v.number() })),
	/** Shares of the drawn shape under each constraint, in %; null without a shape or a layer of that kind. */
	contraintes: v.object(eachConstraint(() => v.nullable(v.number()))),
	version: count,
	terr_id: nullableText,
	mot_agent: nullableText,
	cree_le: v.string(),
	modifie_le: v.string(),
	soumise_le: nullableText,
	publiee_le: nullableText,
	confirme_le: nullableText,
	demonstration: v.boolean(),
	/** Obligatory fields not said yet; `geom` for the shape. */
	manque: v.array(v.string()),
	pieces: v.array(Piece),
	historique: v.array(HistoryEntry)
});
export type Listing = v.InferOutput<typeof Listing>;

/** Share of a shape, in %, from which a constraint is pointed out to its owner and to the agent. */
const leastTold = 5;

/** The constraints that are pointed out of a listing, the largest first. */
export function toldConstraints({
	contraintes
}: Pick<Listing, 'contraintes'>): { constraint: ConstraintType; percent: number }[] {
	return (Object.entries(contraintes) as [ConstraintType, number | null][])
		.flatMap(([constraint, percent]) =>
			percent !== null && percent >= leastTold ? [{ constraint, percent }] : []
		)
		.toSorted((one, other) => other.percent - one.percent);
}

/** A line of `my_listings`. */
export const ListingLine = v.object({
	annonce_id: v.string(),
	etat: v.picklist(listingStates),
	en_ligne: v.boolean(),
	version: count,
	terr_lot: nullableText,
	offre_type: nullableText,
	/** Floor of a space, m². */
	surflocal: v.nullish(v.number()),
	/** Area of the drawn shape in hectares. */
	surface_ha: v.nullable(v.number()),
	comm_nom: nullableText,
	/** First photo. */
	photo: nullableText,
	mot_agent: nullableText,
	terr_id: nullableText,
	modifie_le: v.string(),
	soumise_le: nullableText,
	publiee_le: nullableText,
	confirme_le: nullableText,
	/** How many obligatory fields are not said yet. */
	manque: count
});
export type ListingLine = v.InferOutput<typeof ListingLine>;

/** Whether the owner may write to it now: not while it waits for the agent. */
export function isWritableByOwner(listing: Pick<Listing, 'etat'>): boolean {
	return listing.etat !== 'soumise';
}
