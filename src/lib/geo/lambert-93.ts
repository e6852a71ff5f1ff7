import proj4 from 'proj4';
import type { Position } from 'geojson';

/** RGF93 / Lambert-93, EPSG:2154: the metric projection of metropolitan France. */
const definition =
	'+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

const projection = proj4('EPSG:4326', definition);

/** Easting and northing in metres of a longitude and latitude in degrees. */
export function toLambert93([lon = Number.NaN, lat = Number.NaN]: Position): Position {
	return projection.forward([lon, lat]);
}

/** Longitude and latitude in degrees, to 7 decimals (about a centimetre), of an easting and northing in metres. */
export function fromLambert93([x = Number.NaN, y = Number.NaN]: Position): Position {
	return projection.inverse([x, y]).map((degrees) => Number(degrees.toFixed(7)));
}
