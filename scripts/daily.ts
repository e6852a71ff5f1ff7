/**
 * `npm run daily [-- --territory FILE]`: asks owners to confirm their listings, takes off the map what nobody
 * confirmed, erases contacts that are past their term. The server does the same every hour while it runs.
 */
import { dailySentence, runDailyWork } from '#lib/server/daily-work.ts';
import { announceSiteAddress, siteAddress } from '#lib/server/site-address.ts';
import { parseCommandLine, territoryFile, UsageError } from './command-line/options.ts';
import { withTerritory } from './command-line/with-territory.ts';
import { endWithSentence } from './serve/console.ts';

const usage = 'Usage : npm run daily [-- --territory FICHIER]';

async function run(): Promise<void> {
	const line = parseCommandLine(process.argv.slice(2), {
		usage,
		valued: ['territory'],
		switches: []
	});
	const [unexpected] = line.positionals;
	if (unexpected !== undefined) {
		throw new UsageError(`Argument « ${unexpected} » inattendu.\n${usage}`);
	}
	const report = await withTerritory(
		territoryFile(line, process.env),
		'le travail du jour',
		({ client, configuration, backend }) => {
			// A command that goes through the running server knows where its pages are.
			if (backend.kind === 'embedded' && backend.url !== 'http://localhost')
				announceSiteAddress(backend.url);
			return runDailyWork({
				service: client,
				configuration,
				secret: backend.secretKey,
				address: siteAddress(),
				now: new Date()
			});
		}
	);
	console.log(dailySentence(report) || 'Rien à faire aujourd’hui.');
	if (report.faults.length > 0) throw report.faults[0];
}

run().catch(endWithSentence);
