/**
 * `npm run sync -- contours [--territory FILE]`: replaces the contours of the EPCI and communes by the official ones.
 * GEO_API_URL names another service than geo.api.gouv.fr. On every failure the contours in place stay.
 */
import { setting } from '#env';
import { dayInFrance } from '#lib/domain/day.ts';
import { fetchContours, type FetchedContours } from '#lib/server/sync/contours.ts';
import { SyncError } from '#lib/server/sync/resilient-fetch.ts';
import { writeLots } from '#lib/server/write-lots.ts';
import { parseCommandLine, territoryFile, UsageError } from './command-line/options.ts';
import { progressBar } from './command-line/progress-bar.ts';
import { withTerritory, type OpenTerritory } from './command-line/with-territory.ts';
import { endWithSentence } from './serve/console.ts';

const usage = 'Usage : npm run sync -- contours [--territory FICHIER]';

async function run(): Promise<void> {
	const line = parseCommandLine(process.argv.slice(2), {
		usage,
		valued: ['territory'],
		switches: []
	});
	const [subject, ...others] = line.positionals;
	if (subject !== 'contours' || others.length > 0) {
		const given = line.positionals.join(' ') || 'rien';
		throw new UsageError(`sync : reçu « ${given} », attendu « contours ».\n${usage}`);
	}
	const baseUrl = setting('GEO_API_URL');
	const file = territoryFile(line);
	const told = await withTerritory(file, 'une synchronisation', (open) =>
		syncContours(open, baseUrl)
	);
	console.log(told);
}

async function syncContours(
	{ client, configuration }: OpenTerritory,
	baseUrl: string
): Promise<string> {
	const sirens = configuration.epci.map(({ siren }) => siren);
	const bar = progressBar('EPCI reçus');
	const contours = await fetchContours({
		baseUrl,
		sirens,
		date: dayInFrance(new Date()),
		onProgress: (fetched) => bar.show(fetched, sirens.length)
	});
	bar.end();
	const written = await writeLots(client, { territory: configuration.id, lots: contours.lots });
	return [
		`Contours officiels en place : ${written.epci?.updated ?? 0} EPCI, ${written.commune?.updated ?? 0} communes.`,
		...remarks(contours)
	].join('\n');
}

function remarks({ missing, strangers }: FetchedContours): string[] {
	return [
		missing.length > 0 ? `Sans contour reçu, inchangées : ${missing.join(', ')}.` : null,
		strangers.length > 0 ? `Hors de la liste officielle, ignorées : ${strangers.join(', ')}.` : null
	].filter((remark) => remark !== null);
}

run().catch((fault: unknown) => {
	if (fault instanceof SyncError) {
		endWithSentence(new Error(`${fault.message}\nLes contours en place sont gardés.`));
	}
	endWithSentence(fault);
});
