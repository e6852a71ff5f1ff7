/**
 * `npm run bench`: the numbers that a visitor feels, printed as a table and never asserted.
 * `npm run bench -- search` measures the search only, `npm run bench -- slider` the page with 30,000 plots.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mapLibreBytes, measurePage } from './bench/measured-page.ts';
import { measureSlider } from './bench/slider.ts';
import { findChromium } from './check/find-chromium.ts';
import { startServer } from './check/running-server.ts';
import { endWithSentence, say } from './serve/console.ts';
import { measureSearch } from '../tests/bench/search.ts';

const root = resolve(import.meta.dirname, '..');
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} ko`;
const seconds = (value: number) => `${value.toFixed(1).replace('.', ',')} s`;

async function measure(data: string): Promise<[what: string, value: string][]> {
	// Without its stamp the client is built again, as on a fresh clone.
	rmSync(join(root, 'build/.stamp'), { force: true });
	const first = await startServer({ FORGETERRE_DATA: data });
	await first.stop();
	const second = await startServer({ FORGETERRE_DATA: data });
	try {
		const page = await measurePage(second.address, await findChromium(root));
		const floor = mapLibreBytes(root);
		const ratio = (page.scriptBytes / floor).toFixed(2).replace('.', ',');
		return [
			['Premier démarrage, dossier vide, interface à construire', seconds(first.seconds)],
			['Deuxième démarrage', seconds(second.seconds)],
			['JavaScript de la première page, gzip', kilobytes(page.scriptBytes)],
			['… rapporté à MapLibre et son worker (visé : 1,25 au plus)', ratio],
			['Première carte dessinée, Chromium sans écran', seconds(page.mapSeconds)],
			['Données du territoire, gzip (visé : moins de 150 ko)', kilobytes(page.payloadBytes)]
		];
	} finally {
		await second.stop();
	}
}

function print(rows: [what: string, value: string][]) {
	const width = Math.max(...rows.map(([what]) => what.length));
	for (const [what, value] of rows) say(`${what.padEnd(width)}  ${value.padStart(8)}`);
}

async function main() {
	const [only] = process.argv.slice(2);
	if (only !== undefined && only !== 'search' && only !== 'slider')
		throw new Error(
			`La mesure « ${only} » n’existe pas ; « search », « slider » ou rien était attendu.`
		);
	const data = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	try {
		if (only === undefined) print(await measure(data));
		if (only !== 'search') {
			const answer = await measureSlider(data, await findChromium(root));
			print([
				[
					'Du curseur relâché à la carte peinte, 30 000 terrains (visé : 100 ms)',
					`${answer.toFixed(0)} ms`
				]
			]);
		}
		if (only !== 'slider') print(measureSearch());
	} finally {
		rmSync(data, { recursive: true, force: true });
	}
}

main().catch(endWithSentence);
