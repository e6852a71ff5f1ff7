import { createServiceClient } from '#lib/backend/client.ts';
import type { Box } from '#lib/domain/feature.ts';
import { keepLines } from '#lib/server/territory/keep-lines.ts';
import { plainSql } from '../../tests/bench/plain-sql.ts';
import type { Driven } from './drive.ts';
import { hasMapServer, mapServerPackages, startMapServer } from './peers/map-server.ts';
import { hasQgis, qgisPackages, startQgis } from './peers/qgis-server.ts';
import { hasNginx, nginxPackages, startNginxWithFile } from './peers/nginx.ts';
import type { Peer } from './peers/peer.ts';
import { interleave, median } from './rounds.ts';
import { absent, perSecond, times, write, type Row } from './rows.ts';
import type { ServedPlots } from './served-plots.ts';
import { boxesWithin, plotsBox } from './territory-pages.ts';
import { driveByWrk, hasWrk, wrkPackages } from './wrk.ts';

const clients = 8;
const rounds = 3;
const seconds = 4;
const pageLimit = 1_000;
/** A box holds several pages of plots, however many there are. */
const pagesInBox = 3;
const leastTimes = { qgisFromDatabase: 3, mapServerFromMemory: 30, qgisFirstPage: 25 };

const ourPage = (box?: Box) =>
	`/ogc/collections/terrains/items?limit=${pageLimit}${box ? `&bbox=${box.join(',')}` : ''}`;

/** Queries a second, with as many at once as there are clients. */
async function driveSql(page: () => Promise<void>): Promise<Driven> {
	const [begin, taken]: [number, number[]] = [performance.now(), []];
	const until = begin + seconds * 1000;
	const client = async () => {
		while (performance.now() < until) {
			const asked = performance.now();
			await page();
			taken.push(performance.now() - asked);
		}
	};
	await Promise.all(Array.from({ length: clients }, client));
	const rate = (taken.length * 1000) / (performance.now() - begin);
	return { rate, p95: Number.NaN, errors: 0, cpuPerAnswer: Number.NaN };
}

type Side =
	| 'fromDatabase'
	| 'fromMemory'
	| 'firstPage'
	| 'bareSql'
	| 'qgisBoxes'
	| 'qgisFirst'
	| 'mapServer'
	| 'stillFile';

/** Pages of 1,000 features for eight clients: ours from the database and from memory, beside QGIS Server and MapServer. */
export async function measureOgcPage(served: ServedPlots): Promise<Row[]> {
	const { database, plots, secretKey, start } = served;
	if (database === null) return [];
	if (!hasWrk()) return [absent(`Page OGC de 1 000 objets, ${plots} terrains`, wrkPackages)];
	const fromDatabase = await start({ FORGETERRE_MEMORY_MB: '0' });
	const fromMemory = await start();
	// As it does by itself, some time after an import.
	const service = createServiceClient({ url: fromDatabase.address, fetch, secretKey });
	await keepLines({ service, territory: 'nord-ardennes' });
	const sql = plainSql(database.peerUrl, clients);
	const qgis = hasQgis() ? await startQgis(database.peerUrl) : null;
	const firstPage = await fetch(fromMemory.address + ourPage());
	const nginx = hasNginx()
		? await startNginxWithFile(await firstPage.bytes(), 'default_type application/geo+json;')
		: null;
	const mapServer = hasMapServer() ? await startMapServer(database.peerUrl) : null;
	try {
		const share = Math.min(0.95, Math.sqrt((pagesInBox * pageLimit) / plots));
		const box = boxesWithin(await plotsBox(fromMemory.address), share, plots);
		const course = { clients, seconds };
		const ours =
			({ address, pid }: { address: string; pid: number }, path: () => string) =>
			() =>
				driveByWrk({ ...course, address, path, pids: [pid] });
		const theirs = (peer: Peer, path: () => string) => () =>
			driveByWrk({ ...course, address: peer.address, path });
		const sides = {
			fromDatabase: ours(fromDatabase, () => ourPage(box())),
			fromMemory: ours(fromMemory, () => ourPage(box())),
			firstPage: ours(fromMemory, () => ourPage()),
			bareSql: () => driveSql(() => sql.page(pageLimit, box())),
			...(qgis && {
				qgisBoxes: theirs(qgis, () => qgis.page(pageLimit, box())),
				qgisFirst: theirs(qgis, () => qgis.page(pageLimit))
			}),
			...(mapServer && { mapServer: theirs(mapServer, () => mapServer.page(pageLimit, box())) }),
			...(nginx && {
				stillFile: () => driveByWrk({ ...course, address: nginx.address, path: () => '/file' })
			})
		};
		// Once for nothing: caches, compilers and connections of every side.
		await interleave<Side, Driven>(1, sides);
		return rowsOf(plots, await interleave<Side, Driven>(rounds, sides));
	} finally {
		await Promise.all([fromDatabase.stop(), fromMemory.stop(), sql.end()]);
		await Promise.all([qgis?.end(), mapServer?.end(), nginx?.end()]);
	}
}

function rowsOf(plots: number, answers: Partial<Record<Side, Driven[]>>): Row[] {
	const rate = (side: Side) => median((answers[side] ?? []).map((one) => one.rate));
	const processor = (side: Side) =>
		`${write(median((answers[side] ?? []).map((one) => one.cpuPerAnswer)), 1)} ms de processeur par page`;
	const against = (side: Side, other: Side, name: string, least: number): Partial<Row> => {
		if (!answers[other]) return { beside: `${name} absent` };
		const ratio = rate(side) / rate(other);
		const beside = `${times(ratio)} ${name} (visé : ${least} × au moins)`;
		return { beside, holds: ratio >= least };
	};
	const peer = (side: Side, what: string, packages: string): Row =>
		answers[side] ? { what, value: perSecond(rate(side)) } : absent(what, packages);
	const name = `${plots} terrains, 8 clients`;
	return [
		{
			what: `Page OGC de 1 000 objets depuis la base, ${name}`,
			value: perSecond(rate('fromDatabase')),
			...against('fromDatabase', 'qgisBoxes', 'QGIS Server', leastTimes.qgisFromDatabase)
		},
		{
			what: '… requête nue string_agg(ST_AsGeoJSON), le plafond',
			value: perSecond(rate('bareSql')),
			beside: `la nôtre : ${times(rate('fromDatabase') / rate('bareSql'))}, ${processor('fromDatabase')}`
		},
		peer('qgisBoxes', '… QGIS Server, API OGC, emprises au hasard', qgisPackages),
		{
			what: '… depuis la mémoire, emprises au hasard',
			value: perSecond(rate('fromMemory')),
			...against('fromMemory', 'mapServer', 'MapServer', leastTimes.mapServerFromMemory)
		},
		peer('mapServer', '… MapServer, WFS 2.0, emprises au hasard', mapServerPackages),
		{
			what: '… première page de la collection, depuis la mémoire',
			value: perSecond(rate('firstPage')),
			...against('firstPage', 'qgisFirst', 'QGIS Server', leastTimes.qgisFirstPage)
		},
		peer('qgisFirst', '… QGIS Server, première page', qgisPackages),
		peer(
			'stillFile',
			'… nginx, les mêmes octets d’un fichier, le plafond de la mémoire',
			nginxPackages
		),
		errorsOf(answers)
	];
}

function errorsOf(answers: Partial<Record<Side, Driven[]>>): Row {
	const sum = (sides: Side[]) =>
		sides.flatMap((side) => answers[side] ?? []).reduce((all, { errors }) => all + errors, 0);
	const ours = sum(['fromDatabase', 'fromMemory', 'firstPage']);
	return {
		what: '… nos réponses autres que 200',
		value: String(ours),
		beside: `des autres : ${sum(['qgisBoxes', 'qgisFirst', 'mapServer'])} (limite : 0)`,
		holds: ours === 0
	};
}
