/**
 * Listings and their pieces. Writing functions take the version that was read and answer 409, saying who
 * changed what and when, where it is no longer the current one: show `listings.get`, then let them save again.
 *
 *   annonce_save(p_annonce, p_territory, p_version, p_contenu, p_geom) → Listing
 *       p_annonce null opens a draft; p_contenu is a patch {column: value}, null clears; p_geom null keeps the shape
 *   annonce_submit(p_annonce, p_version) → Listing        annonce_withdraw(p_annonce, p_version) → Listing
 *   annonce_get(p_annonce) → Listing                      my_listings(p_territory) → ListingLine[]
 *   annonce_delete(p_annonce) → paths of files            annonce_piece_{add,remove,order,caption}
 *
 * For other functions of the database, all inside `security definer` functions only:
 *   listing_record(annonce, action, message)   appends to the history with the difference from the last 'publiée'
 *   listing_difference(before, after), listing_snapshot(contenu, geom, pieces), listing_pieces(annonce)
 *   listing_missing(contenu, geom), may_read_listing(annonce row), member_label(user)
 *   refuse_stale_version(annonce row, version), listing_for_writing(annonce, version)
 */
import type { Geometry } from 'geojson';
import * as v from 'valibot';
import { Listing, ListingLine, type ListingContent } from '#lib/domain/listing.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

/** A patch of the declared values: null clears a field, an absent one stays. */
export type ListingPatch = Record<string, ListingContent[string] | null>;

type Versioned = { listing: string; version: number };

const Paths = v.array(v.string());

/** Every function needs the client of a session; all throw BackendError with the refusal's own words and reason. */
export const listings = {
	mine: (client: BackendClient, territory: string): Promise<ListingLine[]> =>
		call(client, 'my_listings', { p_territory: territory }, v.array(ListingLine)),

	/** @throws BackendError 404 for one that is unknown or not open to the account */
	get: (client: BackendClient, listing: string): Promise<Listing> =>
		call(client, 'annonce_get', { p_annonce: listing }, Listing),

	/** Opens an empty draft. @throws BackendError 403 for an account without a role here */
	open: (client: BackendClient, territory: string): Promise<Listing> =>
		call(
			client,
			'annonce_save',
			{
				p_annonce: null,
				p_territory: territory,
				p_version: null,
				p_contenu: {},
				p_geom: null
			},
			Listing
		),

	/**
	 * Writes the values given and, where there is one, the shape.
	 * @throws BackendError 400 naming field, value and what was expected; 403, 404; 409 when changed meanwhile
	 */
	save: (
		client: BackendClient,
		query: Versioned & { values: ListingPatch; geometry?: Geometry | null | undefined }
	): Promise<Listing> =>
		call(
			client,
			'annonce_save',
			{
				p_annonce: query.listing,
				p_territory: null,
				p_version: query.version,
				p_contenu: query.values,
				p_geom: query.geometry ?? null
			},
			Listing
		),

	/** Hands it to the agent of the EPCI. @throws BackendError 400 naming what is missing */
	submit: (client: BackendClient, { listing, version }: Versioned): Promise<Listing> =>
		call(client, 'annonce_submit', { p_annonce: listing, p_version: version }, Listing),

	/** Takes it off the map, or out of the agent's queue. @throws BackendError 409 for a mere draft */
	withdraw: (client: BackendClient, { listing, version }: Versioned): Promise<Listing> =>
		call(client, 'annonce_withdraw', { p_annonce: listing, p_version: version }, Listing),

	/** Deletes a draft that was never submitted; the paths of its files in storage. */
	remove: (client: BackendClient, listing: string): Promise<string[]> =>
		call(client, 'annonce_delete', { p_annonce: listing }, Paths)
};

export type NewPiece = Versioned & {
	/** A UUID of the caller's: the file lies at `<listing>/<piece>`, a photo's thumbnail at `…-vignette`. */
	piece: string;
	kind: 'photo' | 'document';
	name: string;
	mimeType: string;
	bytes: number;
	/** Pixels; null for a document. */
	width: number | null;
	height: number | null;
};

const Removal = v.object({ annonce: Listing, chemins: Paths });

const PieceRow = v.object({
	chemin: v.string(),
	vignette: v.nullable(v.string()),
	nom: v.string(),
	genre: v.picklist(['photo', 'document']),
	type_mime: v.string(),
	publique: v.boolean()
});
export type PieceFile = v.InferOutput<typeof PieceRow>;

/** Photos and documents of a listing: the rows; the files are the server's business. */
export const pieces = {
	/** @throws BackendError 400 above 10 photos or 3 documents */
	add: (client: BackendClient, piece: NewPiece): Promise<Listing> =>
		call(
			client,
			'annonce_piece_add',
			{
				p_annonce: piece.listing,
				p_version: piece.version,
				p_piece: piece.piece,
				p_genre: piece.kind,
				p_nom: piece.name,
				p_type_mime: piece.mimeType,
				p_octets: piece.bytes,
				p_largeur: piece.width,
				p_hauteur: piece.height
			},
			Listing
		),

	/** The listing without it, and the paths of the files that nothing shows any more. */
	async remove(
		client: BackendClient,
		{ listing, version, piece }: Versioned & { piece: string }
	): Promise<{ listing: Listing; paths: string[] }> {
		const removed = await call(
			client,
			'annonce_piece_remove',
			{ p_annonce: listing, p_version: version, p_piece: piece },
			Removal
		);
		return { listing: removed.annonce, paths: removed.chemins };
	},

	order: (
		client: BackendClient,
		{ listing, version, order }: Versioned & { order: readonly string[] }
	): Promise<Listing> =>
		call(
			client,
			'annonce_piece_order',
			{ p_annonce: listing, p_version: version, p_pieces: order },
			Listing
		),

	caption: (
		client: BackendClient,
		query: Versioned & { piece: string; caption: string }
	): Promise<Listing> =>
		call(
			client,
			'annonce_piece_caption',
			{
				p_annonce: query.listing,
				p_version: query.version,
				p_piece: query.piece,
				p_legende: query.caption
			},
			Listing
		),

	/** Where the file of a piece lies, as far as the client's rights let it be seen; null otherwise. */
	file: (client: BackendClient, piece: string): Promise<PieceFile | null> =>
		call(client, 'annonce_piece_file', { p_piece: piece }, v.nullable(PieceRow))
};
