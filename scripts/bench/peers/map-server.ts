import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasFastCgi, startFastCgi } from './fast-cgi.ts';
import type { Peer } from './peer.ts';
import { searchFilter } from './search-filter.ts';

const program = 'mapserv';
export const mapServerPackages = 'cgi-mapserver, spawn-fcgi, nginx';
export const hasMapServer = () => hasFastCgi(program);

/** MapServer with its WFS 2.0 of `terrain_eco`, which answers GeoJSON. */
export async function startMapServer(database: string): Promise<Peer> {
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-mapserver-'));
	const [map, configuration] = [join(folder, 'bench.map'), join(folder, 'mapserver.conf')];
	writeFileSync(map, mapFile(new URL(database)));
	writeFileSync(configuration, 'CONFIG\nENV\nMS_MAP_PATTERN "."\nEND\nEND\n');
	const served = await startFastCgi(program, {
		MS_MAPFILE: map,
		MAPSERVER_CONFIG_FILE: configuration
	});
	const end = async () => {
		await served.end();
		rmSync(folder, { recursive: true, force: true });
	};
	return { ...served, end, page, search };
}

function path(limit: number, parameters: Record<string, string>): string {
	const all = new URLSearchParams({
		SERVICE: 'WFS',
		VERSION: '2.0.0',
		REQUEST: 'GetFeature',
		TYPENAMES: 'terrain_eco',
		OUTPUTFORMAT: 'geojson',
		COUNT: String(limit),
		...parameters
	});
	return `/?${all}`;
}

// Latitude comes first in WFS 2.0.
const page: Peer['page'] = (limit, box) =>
	path(limit, box ? { BBOX: [box[1], box[0], box[3], box[2]].join(',') } : {});

const search: Peer['search'] = (ring, limit) =>
	path(limit, {
		FILTER: searchFilter(ring, {
			namespace:
				'xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"',
			name: 'fes:ValueReference',
			prefix: 'fes:',
			ring: (positions) => {
				const list = positions.map(([longitude, latitude]) => `${latitude} ${longitude}`).join(' ');
				return `<gml:Polygon gml:id="area" srsName="urn:ogc:def:crs:EPSG::4326"><gml:exterior><gml:LinearRing><gml:posList>${list}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
			}
		})
	});

function mapFile({ hostname, port, username, password, pathname }: URL): string {
	const connection = `host=${hostname} port=${port || '5432'} user=${username} password=${password} dbname=${pathname.slice(1)}`;
	return `MAP
	NAME "bench"
	EXTENT -180 -90 180 90
	UNITS DD
	SIZE 100 100
	PROJECTION "init=epsg:4326" END
	OUTPUTFORMAT
		NAME "geojson"
		DRIVER "OGR/GEOJSON"
		MIMETYPE "application/json; subtype=geojson"
		FORMATOPTION "STORAGE=memory"
		FORMATOPTION "FORM=SIMPLE"
	END
	WEB METADATA
		"wfs_title" "bench"
		"wfs_onlineresource" "http://127.0.0.1/"
		"wfs_srs" "EPSG:4326"
		"wfs_enable_request" "*"
	END END
	LAYER
		NAME "terrain_eco"
		TYPE POLYGON
		STATUS ON
		CONNECTIONTYPE POSTGIS
		CONNECTION "${connection}"
		DATA "geom from public.terrain_eco using unique terr_id using srid=4326"
		PROCESSING "CLOSE_CONNECTION=DEFER"
		PROJECTION "init=epsg:4326" END
		METADATA
			"wfs_title" "terrain_eco"
			"wfs_srs" "EPSG:4326"
			"gml_include_items" "all"
			"gml_featureid" "terr_id"
			"wfs_getfeature_formatlist" "geojson"
		END
	END
END
`;
}
