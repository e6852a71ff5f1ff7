/** `npm run dev`: the same database as `npm start`, with the pages served from their sources by Vite. */
import { createServer } from 'vite';
import { startDelivery } from '#lib/server/mail/delivery.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import { ownBaseMap } from '#lib/server/ground/own-base-map.ts';
import { endWithSentence, say } from './serve/console.ts';
import { openTerritory } from './serve/open-territory.ts';
import { parseServeOptions } from './serve/options.ts';
import { territoriesToOpen } from './serve/territories-to-open.ts';

async function start() {
	const { territoryFiles, port, host } = parseServeOptions(process.argv.slice(2));
	const address = `http://${host}:${port}`;
	await ownBaseMap();
	const [territory, another] = await territoriesToOpen(territoryFiles, address);
	if (!territory || another)
		throw new Error('Le développement se fait sur un seul territoire : --territory FICHIER.');
	const backend = await openTerritory(territory, say);
	const delivery = startDelivery(postOffice());
	const vite = await createServer({ server: { port, host, strictPort: true } });
	const stop = () => {
		const closing = Promise.all([vite.close(), delivery.stop()]);
		closing.then(() => backend.close()).then(() => process.exit(0), endWithSentence);
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
	await vite.listen();
	backend.setAddress(address);
	say(`Forgeterre en développement : ${address}`);
}

start().catch(endWithSentence);
