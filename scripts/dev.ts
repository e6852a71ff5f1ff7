/** `npm run dev`: the same database as `npm start`, with the pages served from their sources by Vite. */
import { createServer } from 'vite';
import { startDelivery } from '#lib/server/mail/delivery.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import { announceSiteAddress } from '#lib/server/site-address.ts';
import { endWithSentence, say } from './serve/console.ts';
import { openTerritory } from './serve/open-territory.ts';
import { parseServeOptions } from './serve/options.ts';

async function start() {
	const { territoryFile, port, host } = parseServeOptions(process.argv.slice(2));
	const backend = await openTerritory(territoryFile, say);
	const delivery = startDelivery(postOffice());
	const vite = await createServer({ server: { port, host, strictPort: true } });
	const stop = () => {
		const closing = Promise.all([vite.close(), delivery.stop()]);
		closing.then(() => backend.close()).then(() => process.exit(0), endWithSentence);
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
	await vite.listen();
	const address = `http://${host}:${vite.config.server.port}`;
	backend.setAddress(address);
	announceSiteAddress(address);
	say(`Forgeterre en développement : ${address}`);
}

start().catch(endWithSentence);
