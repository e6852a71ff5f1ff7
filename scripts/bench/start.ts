import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from '../check/find-chromium.ts';
import { startServer } from '../check/running-server.ts';
import { mapLibreBytes, measurePage } from './measured-page.ts';
import { write, type Row } from './rows.ts';

const root = resolve(import.meta.dirname, '../..');
const mostTimesMapLibre = 1.25;
const mostPayloadKilobytes = 150;
const kilobytes = (bytes: number) => `${write(bytes / 1000)} ko`;
const seconds = (value: number) => `${write(value, 1)} s`;

/** From an empty folder to the first map, on the embedded database with the demonstration. */
export async function measureStart(): Promise<Row[]> {
	const data = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	try {
		// Without its stamp the client is built again, as on a fresh clone.
		rmSync(join(root, 'build/.stamp'), { force: true });
		const first = await startServer({ FORGETERRE_DATA: data });
		await first.stop();
		const second = await startServer({ FORGETERRE_DATA: data });
		try {
			const page = await measurePage(second.address, await findChromium(root));
			const ratio = page.scriptBytes / mapLibreBytes(root);
			return [
				{
					what: 'Premier démarrage, dossier vide, interface à construire',
					value: seconds(first.seconds)
				},
				{ what: 'Deuxième démarrage', value: seconds(second.seconds) },
				{
					what: 'JavaScript de la première page, gzip',
					value: kilobytes(page.scriptBytes),
					beside: `${write(ratio, 2)} × MapLibre et son worker (limite : ${write(mostTimesMapLibre, 2)} ×)`,
					holds: ratio <= mostTimesMapLibre
				},
				{
					what: 'Première carte dessinée, Chromium sans écran',
					value: seconds(page.mapSeconds)
				},
				{
					what: 'Données du territoire, gzip',
					value: kilobytes(page.payloadBytes),
					beside: `limite : ${mostPayloadKilobytes} ko`,
					holds: page.payloadBytes < mostPayloadKilobytes * 1000
				}
			];
		} finally {
			await second.stop();
		}
	} finally {
		rmSync(data, { recursive: true, force: true });
	}
}
