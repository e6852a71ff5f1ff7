import { cnigClassNames, type CnigClassName } from '#lib/domain/cnig.ts';

/** A file of the inventory in the CNIG standard. */
export interface CnigFile {
	/** Last part of its address. */
	name: string;
	/** Null for all of them, a layer each. */
	class: CnigClassName | null;
	format: 'gpkg' | 'geojson' | 'cnig-csv';
	mediaType: string;
	/** The template of the standard is in metres; GeoJSON is in degrees. */
	system: 4326 | 2154;
}

const filesOf = (name: CnigClassName): CnigFile[] => [
	{
		...{ name: `${name}.geojson`, class: name, format: 'geojson', system: 4326 },
		mediaType: 'application/geo+json'
	},
	{
		...{ name: `${name}.csv`, class: name, format: 'cnig-csv', system: 4326 },
		mediaType: 'text/csv; charset=utf-8'
	}
];

export const cnigFiles: readonly CnigFile[] = [
	{
		...{ name: 'sites_economiques.gpkg', class: null, format: 'gpkg', system: 2154 },
		mediaType: 'application/geopackage+sqlite3'
	},
	...cnigClassNames.flatMap(filesOf)
];
