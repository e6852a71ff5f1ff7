export const json = 'application/json';
export const geojson = 'application/geo+json';
export const html = 'text/html';
export const openapi = 'application/vnd.oai.openapi+json;version=3.0';
export const schema = 'application/schema+json';

/** A link of RFC 8288 as OGC API writes it. */
export type Link = { href: string; rel: string; type: string; title?: string; hreflang?: string };

/** The calendar that dates are in. */
export const gregorian = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian';

/** The only coordinate reference system served: WGS 84, longitude before latitude. */
export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
