import { randomUUID } from 'node:crypto';
import type { BackendClient } from '#lib/backend/client.ts';
import { pieces } from '#lib/backend/listings.ts';
import type { Listing } from '#lib/domain/listing.ts';
import { readOutside, type Reading } from '#lib/server/intake/read-outside.ts';
import type { PieceStore } from './piece-store.ts';
import { largestDocument, largestPhoto, refuseSize } from './uploaded-file.ts';

export interface AddPiece {
	/** Client of the session that adds it: its rights decide. */
	client: BackendClient;
	store: PieceStore;
	listing: { id: string; version: number };
	kind: 'photo' | 'document';
	file: File;
	reading: Reading;
}

/**
 * Checks a file by its content, writes its row with the rights of who adds it, then keeps it.
 * @throws UploadError or IntakeRefusal for a file that is not accepted; BackendError where the row is refused
 */
export async function addPiece(adding: AddPiece): Promise<Listing> {
	const { client, store, listing, kind, file, reading } = adding;
	refuseSize(file.name, file.size, kind === 'photo' ? largestPhoto : largestDocument);
	const bytes = new Uint8Array(await file.arrayBuffer());
	const sent = { file: file.name, bytes };
	const piece = randomUUID();
	const path = `${listing.id}/${piece}`;
	const row = { listing: listing.id, version: listing.version, piece, kind, name: file.name };
	if (kind === 'document') {
		await readOutside('document', sent, reading);
		const facts = { mimeType: 'application/pdf', bytes: bytes.length, width: null, height: null };
		return kept(await pieces.add(client, { ...row, ...facts }), () =>
			store.put(path, bytes, 'application/pdf')
		);
	}
	const photo = await readOutside('photo', sent, reading);
	const { image, thumbnail, mimeType, width, height } = photo;
	const facts = { mimeType, bytes: image.length, width, height };
	return kept(await pieces.add(client, { ...row, ...facts }), async () => {
		await store.put(path, image, mimeType);
		await store.put(`${path}-vignette`, thumbnail, mimeType);
	});

	/** A row without its file would be a hole in the listing. */
	async function kept(added: Listing, keep: () => Promise<void>): Promise<Listing> {
		try {
			await keep();
			return added;
		} catch (fault) {
			await pieces.remove(client, { listing: listing.id, version: added.version, piece });
			throw fault;
		}
	}
}
