import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Peer } from './peer.ts';
import { hasFastCgi, startFastCgi } from './fast-cgi.ts';
import { searchFilter } from './search-filter.ts';

const program = 'qgis_mapserv.fcgi';
export const qgisPackages = 'qgis-server, spawn-fcgi, nginx';
export const hasQgis = () => hasFastCgi(program);

/** QGIS Server with a project that publishes `terrain_eco`. */
export async function startQgis(database: string): Promise<Peer> {
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-qgis-'));
	const file = join(folder, 'bench.qgs');
	writeFileSync(file, project(new URL(database)));
	const served = await startFastCgi(program, {
		QGIS_PROJECT_FILE: file,
		QGIS_SERVER_LOG_LEVEL: '2',
		QGIS_OPTIONS_PATH: folder,
		QT_QPA_PLATFORM: 'offscreen',
		HOME: folder
	});
	const end = async () => {
		await served.end();
		rmSync(folder, { recursive: true, force: true });
	};
	return { ...served, end, page, search };
}

const page: Peer['page'] = (limit, box) =>
	`/wfs3/collections/terrain_eco/items.json?limit=${limit}${box ? `&bbox=${box.join(',')}` : ''}`;

// Its OGC API knows no area but a box: its WFS does.
const search: Peer['search'] = (ring, limit) => {
	const filter = searchFilter(ring, {
		namespace: 'xmlns="http://www.opengis.net/ogc" xmlns:gml="http://www.opengis.net/gml"',
		name: 'PropertyName',
		prefix: '',
		ring: (positions) => {
			const coordinates = positions.map((position) => position.join(',')).join(' ');
			return `<gml:Polygon srsName="EPSG:4326"><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates cs="," ts=" ">${coordinates}</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>`;
		}
	});
	const parameters = new URLSearchParams({
		SERVICE: 'WFS',
		VERSION: '1.0.0',
		REQUEST: 'GetFeature',
		TYPENAME: 'terrain_eco',
		OUTPUTFORMAT: 'GeoJSON',
		MAXFEATURES: String(limit),
		FILTER: filter
	});
	return `/ows?${parameters}`;
};

const degrees =
	'<spatialrefsys><proj4>+proj=longlat +datum=WGS84 +no_defs</proj4><srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid></spatialrefsys>';

function project({ hostname, port, username, password, pathname }: URL): string {
	const source = [
		`dbname='${pathname.slice(1)}' host=${hostname} port=${port || '5432'}`,
		`user='${username}' password='${password}' key='terr_id' estimatedmetadata=false`,
		'srid=4326 type=MultiPolygon table="public"."terrain_eco" (geom)'
	].join(' ');
	return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis projectname="bench" version="3.22.16">
	<title>bench</title>
	<projectCrs>${degrees}</projectCrs>
	<projectlayers>
		<maplayer type="vector" geometry="Polygon">
			<id>terrain_eco</id>
			<datasource>${source}</datasource>
			<shortname>terrain_eco</shortname>
			<layername>terrain_eco</layername>
			<srs>${degrees}</srs>
			<provider encoding="UTF-8">postgres</provider>
		</maplayer>
	</projectlayers>
	<properties>
		<WFSLayers type="QStringList"><value>terrain_eco</value></WFSLayers>
		<WFSLayersPrecision><terrain_eco type="int">6</terrain_eco></WFSLayersPrecision>
	</properties>
</qgis>
`;
}
