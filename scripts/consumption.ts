/**
 * `npm run consumption -- FILE --date AAAA-MM-JJ [--source NAME] [--url ADDRESS] [--territory FILE]`: keeps a vintage of the yearly
 * file of land consumption by commune, whole or not at all. Exit code 1 when nothing was written.
 */
import { readFile } from 'node:fs/promises';
import { BackendError } from '#lib/backend/backend-error.ts';
import { ledger } from '#lib/backend/ledger.ts';
import { dayInFrance, isDay } from '#lib/domain/day.ts';
import { consumptionFileName, readConsumption } from '#lib/subjects/ledger/consumption-file.ts';
import { parseCommandLine, territoryFile, UsageError } from './command-line/options.ts';
import { withTerritory } from './command-line/with-territory.ts';
import { endWithSentence } from './serve/console.ts';

const usage = `Usage : npm run consumption -- FICHIER --date AAAA-MM-JJ [--source NOM] [--url ADRESSE] [--territory FICHIER]
FICHIER : la consommation annuelle d’espaces par commune (CSV du Cerema).
--date : jour de publication du fichier ; les chiffres d’avant ce jour ne changent pas.`;

async function run(): Promise<void> {
	const line = parseCommandLine(process.argv.slice(2), {
		usage,
		valued: ['date', 'source', 'url', 'territory'],
		switches: []
	});
	const [path, ...others] = line.positionals;
	if (path === undefined || others.length > 0)
		throw new UsageError(`Un fichier est attendu.\n${usage}`);
	const date = line.values['date'] ?? '';
	if (!isDay(date) || date > dayInFrance(new Date()))
		throw new UsageError(`--date : « ${date} » ; attendu : un jour passé, AAAA-MM-JJ.\n${usage}`);
	const text = await readFile(path, 'utf8').catch(() => {
		throw new UsageError(`« ${path} » ne se lit pas ; attendu : un fichier CSV lisible.`);
	});
	const { rows, invented } = await withTerritory(
		territoryFile(line),
		'l’import de la consommation',
		async ({ client, configuration: { id: territory } }) => {
			const { lines } = await ledger.facts(client, { territory, day: date });
			const communes = lines.filter(({ kind }) => kind === 'commune').map(({ id }) => id);
			return ledger.importConsumption(client, {
				...{ territory, rows: readConsumption(text, new Set(communes)), date },
				...{ name: line.values['source'] ?? consumptionFileName, url: line.values['url'] ?? null }
			});
		}
	);
	const removed = invented > 0 ? ` ; ${String(invented)} lignes de démonstration retirées` : '';
	console.log(`Consommation enregistrée : ${String(rows)} lignes, fichier du ${date}${removed}.`);
}

run().catch((fault: unknown) => {
	if (fault instanceof BackendError) {
		const hint = fault.hint === undefined ? '' : ` ${fault.hint}`;
		endWithSentence(new Error(`Rien n’a été écrit. ${fault.message}${hint}`));
	}
	endWithSentence(fault);
});
