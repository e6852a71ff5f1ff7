import type { Geometry } from 'geojson';
import sharp from 'sharp';
import { createPublicClient } from '#lib/backend/client.ts';
import { listings, type ListingPatch } from '#lib/backend/listings.ts';
import { addPiece } from '#lib/server/listing/add-piece.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import type { Agent, Site } from './agents.ts';
import { square } from '../fixtures/sample-records.ts';

/** In Charleville-Mézières, of the CA Ardenne Métropole. */
const place = square([4.715, 49.762], 0.001);

const complete: ListingPatch = {
	offre_type: 'Local',
	surflocal: 1250,
	terr_maitrise_fonc: 'établissement industriel et commercial',
	terr_stade_amngt: 'viabilisé et aménagé',
	terr_stade_comm: 'en vente',
	terr_etat_occup: 'inoccupé',
	terr_usage: 'bâti productif',
	terr_cession_type: 'Location',
	terr_prix_demande_m2: 42,
	date_dispo: '2027-03-01'
};

/** Hands in a complete listing of a firm, with as many photos as asked; answers its id. */
export async function handIn(
	{ address, keys }: Site,
	firm: Agent,
	values: ListingPatch,
	photos = 0,
	geometry: Geometry = place
): Promise<string> {
	const backend = { url: address, fetch: globalThis.fetch, ...keys };
	const client = createPublicClient(backend);
	const { error } = await client.auth.signInWithPassword(firm);
	if (error) throw new Error(`${firm.email}: ${error.message}`);
	let listing = await listings.open(client, 'nord-ardennes');
	const at = () => ({ listing: listing.annonce_id, version: listing.version });
	listing = await listings.save(client, {
		...at(),
		values: { ...complete, ...values },
		geometry
	});
	for (let photo = 0; photo < photos; photo += 1) {
		const colour = ['#b5442e', '#3a6ea5'][photo % 2] ?? '#777777';
		const content = await sharp({
			create: { width: 900, height: 600, channels: 3, background: colour }
		})
			.jpeg()
			.toBuffer();
		listing = await addPiece({
			client,
			store: pieceStore(backend),
			listing: { id: listing.annonce_id, version: listing.version },
			kind: 'photo',
			file: new File([new Uint8Array(content)], `vue-${String(photo + 1)}.jpg`),
			reading: { sender: 'test' }
		});
	}
	return (await listings.submit(client, at())).annonce_id;
}
