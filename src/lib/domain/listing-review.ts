import type { MultiPolygon } from 'geojson';
import * as v from 'valibot';
import { Listing, ListingDifference, listingActions, listingStates } from './listing.ts';

const nullableText = v.nullable(v.string());
const percent = v.nullable(v.number());
const count = v.pipe(v.number(), v.integer());

/** A line of an agent's queue. */
export const QueueLine = v.object({
	annonce_id: v.string(),
	etat: v.picklist(listingStates),
	en_ligne: v.boolean(),
	terr_lot: nullableText,
	offre_type: nullableText,
	/** Floor area of a space, in m². */
	surflocal: v.nullable(v.number()),
	/** Area of the drawn shape, in hectares. */
	surface_ha: v.nullable(v.number()),
	comm_nom: nullableText,
	epci_nom: nullableText,
	proprietaire_nom: nullableText,
	/** ISO date and time. */
	soumise_le: v.string(),
	modifie_le: v.string(),
	confirme_le: nullableText,
	/** ISO date on which the owner was asked to confirm; null when nothing is asked. */
	rappel_le: nullableText,
	demonstration: v.boolean(),
	/** First photo. */
	photo: nullableText
});
export type QueueLine = v.InferOutput<typeof QueueLine>;

/** What the database finds of a listing, for the remarks. */
export const ListingFacts = v.object({
	/** Published plots that it covers, in % of the smaller of both. */
	overlaps: v.array(
		v.object({
			terr_id: v.string(),
			terr_lot: nullableText,
			site_nom: nullableText,
			pct: v.number()
		})
	),
	/** Shares of the shape, in %; null where no contour is known. */
	outside_commune_pct: percent,
	outside_territory_pct: percent,
	/** INSEE codes that the parcels name and in which the shape does not lie. */
	parcel_communes: v.array(v.string()),
	name_origin: nullableText,
	/** The person behind the account; null once it is closed. */
	owner: v.nullable(v.object({ name: nullableText, email: v.string() }))
});
export type ListingFacts = v.InferOutput<typeof ListingFacts>;

const nullableShape = v.nullable(
	v.custom<MultiPolygon>(
		(value) => typeof value === 'object' && value !== null && 'coordinates' in value,
		'un MultiPolygon'
	)
);

/** A former state of a listing. */
export const ListingVersion = v.object({
	version_id: count,
	version: count,
	action: v.picklist(listingActions),
	message: nullableText,
	par_nom: v.string(),
	par_role: v.string(),
	le: v.string(),
	contenu: Listing.entries.contenu,
	geometry: nullableShape,
	/** Against the version published before it. */
	difference: ListingDifference,
	pieces: v.array(
		v.object({
			piece_id: v.string(),
			genre: v.picklist(['photo', 'document']),
			nom: v.string(),
			legende: nullableText
		})
	)
});
export type ListingVersion = v.InferOutput<typeof ListingVersion>;

/** What a mail says of a listing, and to whom. */
export const ListingNotice = v.object({
	annonce_id: v.string(),
	etat: v.picklist(listingStates),
	en_ligne: v.boolean(),
	terr_lot: nullableText,
	terr_id: nullableText,
	comm_nom: nullableText,
	epci_nom: nullableText,
	proprietaire_nom: nullableText,
	/** Null once the account is closed. */
	proprietaire_courriel: nullableText,
	/** Addresses of the agents of its EPCI, else of the administrators. */
	agents: v.array(v.string()),
	mot_agent: nullableText,
	/** ISO date. */
	confirme_le: nullableText,
	demonstration: v.boolean()
});
export type ListingNotice = v.InferOutput<typeof ListingNotice>;

/** A photo or document that a published plot shows. */
export const PlotPiece = v.object({
	piece_id: v.string(),
	genre: v.picklist(['photo', 'document']),
	nom: v.string(),
	/** What it shows. */
	legende: nullableText,
	octets: count,
	/** Pixels; null for a document. */
	largeur: v.nullable(count),
	hauteur: v.nullable(count)
});
export type PlotPiece = v.InferOutput<typeof PlotPiece>;
