import type { LngLat } from '#lib/domain/feature.ts';
import { drawnPolygons, searchPath } from '../../tests/bench/asked-search.ts';
import { plainSql } from '../../tests/bench/plain-sql.ts';
import { hasMapServer, mapServerPackages, startMapServer } from './peers/map-server.ts';
import { hasQgis, qgisPackages, startQgis } from './peers/qgis-server.ts';
import { interleave, median } from './rounds.ts';
import { absent, milliseconds, times, type Row } from './rows.ts';
import type { ServedPlots } from './served-plots.ts';
import { plotsBox, readJson } from './territory-pages.ts';

const rounds = 15;
const warmUps = 2;
const pageLimit = 1_000;
const mostTimesSql = 10;

interface Found {
	/** Milliseconds until the whole answer was read. */
	taken: number;
	matched: number;
	keys: string[];
}

async function timed(find: () => Promise<Omit<Found, 'taken'>>): Promise<Found> {
	const begin = performance.now();
	const found = await find();
	return { taken: performance.now() - begin, ...found };
}

/** Asks a server for a FeatureCollection; MapServer and QGIS do not say how many there are beyond the page. */
async function ask(address: string) {
	const { features, numberMatched } = (await readJson(address)) as {
		features: { id?: string; properties: { terr_id: string } }[];
		numberMatched?: number;
	};
	const keys = features.map(({ properties }) => properties.terr_id);
	return { matched: numberMatched ?? features.length, keys };
}

/** The search over HTTP against plain SQL, QGIS Server and MapServer, each asked for the same new area in turn. */
export async function measureOgcSearch({ start, database, plots }: ServedPlots): Promise<Row[]> {
	const name = `Recherche OGC, 200 sommets et quatre critères, ${plots} terrains`;
	if (database === null) return [];
	const server = await start();
	const sql = plainSql(database.peerUrl, 1);
	const qgis = hasQgis() ? await startQgis(database.peerUrl) : null;
	const mapServer = hasMapServer() ? await startMapServer(database.peerUrl) : null;
	try {
		const polygons = drawnPolygons(await plotsBox(server.address), plots);
		const areas = Array.from({ length: rounds + warmUps }, polygons);
		/** Each side meets the same areas, in the order of the rounds. */
		const each = (find: (ring: LngLat[]) => Promise<Omit<Found, 'taken'>>) => {
			let round = 0;
			return () => timed(() => find(areas[round++] as LngLat[]));
		};
		const answers = await interleave<'ours' | 'sql' | 'qgis' | 'mapServer', Found>(areas.length, {
			ours: each((ring) => ask(`${server.address}${searchPath(ring, pageLimit)}`)),
			sql: each((ring) => sql.search(ring, pageLimit)),
			...(qgis && { qgis: each((ring) => ask(qgis.address + qgis.search(ring, pageLimit))) }),
			...(mapServer && {
				mapServer: each((ring) => ask(mapServer.address + mapServer.search(ring, pageLimit)))
			})
		});
		const { ours = [], sql: bySql = [] } = answers;
		const taken = (found: Found[]) => median(found.slice(warmUps).map((one) => one.taken));
		const ratio = taken(ours) / taken(bySql);
		const differing = ours.filter(
			({ matched, keys }, at) =>
				matched !== bySql[at]?.matched || String(keys) !== String(bySql[at].keys)
		);
		const peer = (of: string, found: Found[] | undefined, packages: string): Row =>
			found
				? {
						what: `… ${of}`,
						value: milliseconds(taken(found)),
						beside: `${times(taken(found) / taken(ours))} la nôtre, ${agreement(found, bySql)}`
					}
				: absent(`… ${of}`, packages);
		return [
			{
				what: name,
				value: milliseconds(taken(ours)),
				beside: `${times(ratio)} SQL nu (limite : ${mostTimesSql} ×)`,
				holds: ratio <= mostTimesSql
			},
			{ what: '… SQL nu avec son index', value: milliseconds(taken(bySql)) },
			{
				what: '… mêmes verdicts que SQL, dans le même ordre',
				value: `${ours.length - differing.length}/${ours.length}`,
				beside: `${median(ours.map(({ matched }) => matched))} terrains trouvés`,
				holds: differing.length === 0
			},
			peer('QGIS Server, WFS', answers.qgis, qgisPackages),
			peer('MapServer, WFS', answers.mapServer, mapServerPackages)
		];
	} finally {
		await Promise.all([server.stop(), sql.end(), qgis?.end(), mapServer?.end()]);
	}
}

/** How many answers of a peer name the same plots; where there are more than a page holds, it may choose others. */
function agreement(found: Found[], bySql: Found[]): string {
	const comparable = found.flatMap((one, at) => {
		const other = bySql[at];
		return other && other.matched <= pageLimit ? [[one, other] as const] : [];
	});
	const same = comparable.filter(
		([one, other]) => String(one.keys.toSorted()) === String(other.keys.toSorted())
	);
	return `mêmes terrains ${same.length}/${comparable.length}`;
}
