import { createHash } from 'node:crypto';
import { BackendError } from '#lib/backend/backend-error.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { inventory } from '#lib/backend/inventory.ts';
import type { Visit } from '#lib/domain/visit.ts';
import { readOutside, type Reading } from '#lib/server/intake/read-outside.ts';
import type { PieceStore } from '#lib/server/listing/piece-store.ts';
import { largestPhoto, refuseSize } from '#lib/server/listing/uploaded-file.ts';

export interface KeepVisit {
	/** Client of the session: its rights decide. */
	client: BackendClient;
	store: PieceStore;
	territory: string;
	visit: Visit;
	/** As the phone took it; null without one. */
	photo: File | null;
	reading: Reading;
}

/** The key of a photo: that of its content, so that the same one sent again is one file. */
function photoKey(bytes: Uint8Array): string {
	const hex = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Keeps a visit with its photo, or neither. The photo is stored first: what was seen is never rewritten, so that a row
 * cannot wait for its file. Without an answer of the database it stays: the row may be there.
 * @throws UploadError or IntakeRefusal for a photo that is none; BackendError as `inventory.recordVisit`
 */
export async function keepVisit(given: KeepVisit): Promise<{ id: string; recorded: boolean }> {
	const { client, store, territory, visit, photo, reading } = given;
	if (photo === null) return inventory.recordVisit(client, territory, { ...visit, photo: null });
	refuseSize(photo.name, photo.size, largestPhoto);
	const bytes = new Uint8Array(await photo.arrayBuffer());
	const { image, mimeType: type } = await readOutside(
		'photo',
		{ file: photo.name, bytes },
		reading
	);
	const id = photoKey(bytes);
	const path = `constats/${visit.id}/${id}`;
	const isNew = (await store.get(path)) === null;
	if (isNew) await store.put(path, image, type);
	try {
		return await inventory.recordVisit(client, territory, { ...visit, photo: { id, type } });
	} catch (fault) {
		const isRefused = fault instanceof BackendError && fault.status < 500;
		if (isNew && isRefused) await store.remove([path]);
		throw fault;
	}
}
