/**
 * `npm run daily [-- --territory FILE]`: asks owners to confirm their listings, takes off the map what nobody
 * confirmed, erases contacts that are past their term, verifies alerts. The server does the same every hour while it runs.
 */
import { setting } from '#env';
import { dailySentence, runDailyWork } from '#lib/server/daily-work.ts';
import { deliverDue } from '#lib/server/mail/delivery.ts';
import { announceSiteAddress, siteAddress } from '#lib/server/site-address.ts';
import { openReadings } from '#lib/server/territory/open-readings.ts';
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
		territoryFile(line),
		'le travail du jour',
		async ({ client, configuration, backend }) => {
			// A command that goes through the running server knows where its pages are.
			const throughServer = backend.kind === 'embedded' && backend.url !== 'http://localhost';
			if (throughServer) announceSiteAddress(backend.url);
			const { readings } = openReadings(backend, configuration, setting('FORGETERRE_MEMORY_MB'));
			const done = await runDailyWork({
				service: client,
				configuration,
				secret: backend.secretKey,
				address: siteAddress(),
				now: new Date(),
				readTerritory: () => readings.current()
			}).finally(() => readings.close());
			// The server that holds the database sends them itself.
			if (!throughServer) await deliverDue({ service: client, territory: configuration.id });
			return done;
		}
	);
	console.log(dailySentence(report) || 'Rien à faire aujourd’hui.');
	if (report.faults.length > 0) throw report.faults[0];
}

run().catch(endWithSentence);
