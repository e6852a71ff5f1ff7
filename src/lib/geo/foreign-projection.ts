import proj4 from 'proj4';
import type { Position } from 'geojson';

/** Projections that French files come in besides Lambert-93, in metres. */
const projections: readonly { name: string; definition: string }[] = [
	{
		name: 'Web Mercator (EPSG:3857)',
		definition:
			'+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs'
	},
	...[42, 43, 44, 45, 46, 47, 48, 49, 50].map((latitude) => ({
		name: `RGF93 CC${String(latitude)} (EPSG:${String(3900 + latitude)})`,
		definition: `+proj=lcc +lat_1=${String(latitude - 0.75)} +lat_2=${String(latitude + 0.75)} +lat_0=${String(latitude)} +lon_0=3 +x_0=1700000 +y_0=${String((latitude - 41) * 1_000_000 + 200_000)} +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs`
	})),
	{
		name: 'Lambert II étendu (EPSG:27572)',
		definition:
			'+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 +a=6378249.2 +b=6356515 +towgs84=-168,-60,320,0,0,0,0 +pm=paris +units=m +no_defs'
	},
	...[30, 31, 32].map((zone) => ({
		name: `UTM ${String(zone)}N (EPSG:326${String(zone)})`,
		definition: `+proj=utm +zone=${String(zone)} +datum=WGS84 +units=m +no_defs`
	})),
	{
		name: 'Lambert belge 1972 (EPSG:31370)',
		definition:
			'+proj=lcc +lat_0=90 +lon_0=4.36748666666667 +lat_1=51.1666672333333 +lat_2=49.8333339 +x_0=150000.013 +y_0=5400088.438 +ellps=intl +towgs84=-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747 +units=m +no_defs'
	},
	{
		name: 'LAEA Europe (EPSG:3035)',
		definition:
			'+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs'
	}
];

/** A function that turns eastings and northings of a projection into degrees; null for a name that is none's. */
export function fromProjection(name: string): ((position: Position) => Position) | null {
	const projection = projections.find((one) => one.name === name);
	if (!projection) return null;
	const { forward } = proj4(projection.definition, 'EPSG:4326');
	return ([easting = Number.NaN, northing = Number.NaN]) => forward([easting, northing]);
}

/** The names of the projections by which an easting and northing would lie where `isThere` says. */
export function projectionsLeadingTo(
	[easting = Number.NaN, northing = Number.NaN]: Position,
	isThere: (degrees: Position) => boolean
): string[] {
	return projections
		.filter(({ definition }) => {
			const degrees = proj4(definition, 'EPSG:4326').forward([easting, northing]);
			return degrees.every(Number.isFinite) && isThere(degrees);
		})
		.map(({ name }) => name);
}
