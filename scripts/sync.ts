/**
 * `npm run sync -- contours [--territory FILE]`: replaces the contours of the EPCI and communes by the official ones;
 * `npm run sync -- zones`: the zones of planning documents by those of the Géoportail de l'urbanisme.
 * GEO_API_URL and FORGETERRE_API_CARTO name other services. On every failure what is in place stays.
 */
import { setting } from '#env';
import { ledger } from '#lib/backend/ledger.ts';
import { planning } from '#lib/backend/planning.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { replaceContours } from '#lib/server/sync/keep-contours.ts';
import { SyncError } from '#lib/server/sync/resilient-fetch.ts';
import { fetchZones } from '#lib/server/sync/zones.ts';
import { parseCommandLine, territoryFile, UsageError } from './command-line/options.ts';
import { progressBar } from './command-line/progress-bar.ts';
import { withTerritory, type OpenTerritory } from './command-line/with-territory.ts';
import { endWithSentence } from './serve/console.ts';

const usage = 'Usage : npm run sync -- contours|zones [--territory FICHIER]';
const contoursOff =
	'GEO_API_URL : reçu « off », attendue l’adresse du service des contours (geo.api.gouv.fr par défaut).';

async function run(): Promise<void> {
	const line = parseCommandLine(process.argv.slice(2), {
		usage,
		valued: ['territory'],
		switches: []
	});
	const [subject = '', ...others] = line.positionals;
	const sync = subjects.get(subject);
	if (sync === undefined || others.length > 0) {
		const given = line.positionals.join(' ') || 'rien';
		throw new UsageError(`sync : reçu « ${given} », attendu « contours » ou « zones ».\n${usage}`);
	}
	console.log(await withTerritory(territoryFile(line), 'une synchronisation', sync));
}

const subjects = new Map([
	['contours', (open: OpenTerritory) => syncContours(open, setting('GEO_API_URL'))],
	['zones', (open: OpenTerritory) => syncZones(open, setting('FORGETERRE_API_CARTO'))]
]);

/** A document is of a commune, or of its whole EPCI: each is asked for, all answered before any is written. */
async function syncZones(
	{ client, configuration }: OpenTerritory,
	baseUrl: string
): Promise<string> {
	const territory = configuration.id;
	const date = dayInFrance(new Date());
	const { lines } = await ledger.facts(client, { territory, day: date });
	const partitions = lines.filter(({ id }) => id !== '').map(({ id }) => `DU_${id}`);
	const bar = progressBar('Documents reçus');
	const documents = await fetchZones({
		...{ baseUrl, partitions },
		onProgress: (answered) => bar.show(answered, partitions.length)
	});
	bar.end();
	let written = 0;
	for (const { partition, zones } of documents)
		written += await planning.replaceZones(client, {
			...{ territory, partition, zones, date },
			...{ name: 'Géoportail de l’urbanisme', url: 'https://www.geoportail-urbanisme.gouv.fr' }
		});
	return `Zones d’urbanisme en place : ${written} zones de ${documents.length} documents sur ${partitions.length} demandés.`;
}

async function syncContours(
	{ client, configuration }: OpenTerritory,
	baseUrl: string
): Promise<string> {
	if (baseUrl === 'off') throw new UsageError(contoursOff);
	const bar = progressBar('EPCI reçus');
	const said = await replaceContours({
		...{ client, configuration, baseUrl, now: new Date() },
		onProgress: (fetched) => bar.show(fetched, configuration.epci.length)
	});
	bar.end();
	return said;
}

run().catch((fault: unknown) => {
	if (fault instanceof SyncError) {
		endWithSentence(new Error(`${fault.message}\nCe qui est en place est gardé.`));
	}
	endWithSentence(fault);
});
