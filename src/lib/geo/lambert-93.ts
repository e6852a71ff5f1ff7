import proj4 from 'proj4';
import type { Position } from 'geojson';

/** RGF93 / Lambert-93, EPSG:2154: the metric projection of metropolitan France. */
const definition =
	'+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

/** The same as a Shapefile and a GeoPackage write it (WKT of ESRI, which all readers know). */
export const lambert93Wkt =
	'PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000.0],PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],PARAMETER["Standard_Parallel_1",49.0],PARAMETER["Standard_Parallel_2",44.0],PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]';
/** Longitude and latitude on WGS 84, EPSG:4326. */
export const degreesWkt =
	'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

const projection = proj4('EPSG:4326', definition);

/** Easting and northing in metres of a longitude and latitude in degrees. */
export function toLambert93([lon = Number.NaN, lat = Number.NaN]: Position): Position {
	return projection.forward([lon, lat]);
}

/** Longitude and latitude in degrees, to 7 decimals (about a centimetre), of an easting and northing in metres. */
export function fromLambert93([x = Number.NaN, y = Number.NaN]: Position): Position {
	return projection.inverse([x, y]).map((degrees) => Number(degrees.toFixed(7)));
}
