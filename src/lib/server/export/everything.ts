import type { BackendClient } from '#lib/backend/client.ts';
import { exportedTables, exports, type ExportedRow } from '#lib/backend/exports.ts';
import type { PieceStore } from '#lib/server/listing/piece-store.ts';
import { tableFile } from './table-file.ts';
import type { ZippedFile } from './zip-stream.ts';

const endings: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/webp': 'webp',
	'application/pdf': 'pdf'
};

/**
 * Every table that an administrator may take home, then the photos and documents of listings that were handed in,
 * as `pieces/<annonce_id>/<piece_id>.<ending>`; what the storage has lost is named in `pieces-introuvables.txt`.
 * @throws BackendError 403 at the first file unless the client's account is an administrator
 */
export async function* everything(
	client: BackendClient,
	store: Pick<PieceStore, 'get'>,
	territory: string
): AsyncGenerator<ZippedFile> {
	const encode = (text: string) => new TextEncoder().encode(text);
	const kept: Record<string, ExportedRow[]> = {};
	for (const table of exportedTables) {
		const rows = await exports.table(client, { territory, table });
		if (table === 'annonce' || table === 'annonce_piece') kept[table] = rows;
		const { name, content } = tableFile(table, rows);
		yield { name, content: encode(content), compress: true };
	}
	// Somebody's draft is theirs until they hand it in: so are its photos.
	const handedIn = new Set(kept['annonce']?.map((row) => row['annonce_id']));
	const lost: string[] = [];
	for (const piece of kept['annonce_piece'] ?? []) {
		if (!handedIn.has(piece['annonce_id'])) continue;
		const path = String(piece['chemin']);
		const content = await store.get(path);
		const name = `pieces/${path}.${endings[String(piece['type_mime'])] ?? 'bin'}`;
		if (content === null) lost.push(name);
		else yield { name, content: new Uint8Array(content), compress: false };
	}
	if (lost.length > 0) {
		const content = encode(`${lost.join('\n')}\n`);
		yield { name: 'pieces-introuvables.txt', content, compress: true };
	}
}
