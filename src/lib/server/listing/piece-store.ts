import type { BackendAccess } from '#lib/backend/client.ts';
import { createServiceClient } from '#lib/backend/client.ts';

/** Private bucket of the photos and documents: no policy opens it, so that only the service reads it. */
const bucket = 'annonces';

/** The files of the pieces in Supabase Storage, on every backend. */
export interface PieceStore {
	/** @throws Error when the storage refuses or is out of reach */
	put(path: string, content: Uint8Array, contentType: string): Promise<void>;
	/** The content of a file; null where there is none. */
	get(path: string): Promise<ArrayBuffer | null>;
	remove(paths: readonly string[]): Promise<void>;
}

/** The store of a backend; its bucket is made when the first file is put. */
export function pieceStore(backend: BackendAccess & { secretKey: string }): PieceStore {
	const { storage } = createServiceClient(backend);
	const files = storage.from(bucket);
	return {
		async put(path, content, contentType) {
			// An ArrayBuffer, for the embedded Storage takes no Blob; of its own, for a Buffer is a view of a larger one.
			const body = new Uint8Array(content).buffer;
			const first = await files.upload(path, body, { contentType });
			if (!first.error) return;
			await storage.createBucket(bucket, { public: false });
			const { error } = await files.upload(path, body, { contentType });
			if (error) throw new Error(`Stockage de ${path} : ${error.message}`);
		},
		async get(path) {
			const { data } = await files.download(path);
			return data ? await data.arrayBuffer() : null;
		},
		async remove(paths) {
			if (paths.length === 0) return;
			const { error } = await files.remove([...paths]);
			if (error) throw new Error(`Retrait du stockage : ${error.message}`);
		}
	};
}
