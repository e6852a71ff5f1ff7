import type { MultiPolygon } from 'geojson';
import type { ColumnValue, RecordFeature, RecordLot } from '#lib/domain/import/record.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import {
	readCommunes,
	readJsonFile,
	readOutline,
	readPois,
	readRivers,
	type PoiFacts
} from './data-files.ts';
import { DemonstrationInputs } from '#lib/demonstration/inputs.ts';
import { epciByCommune } from './members.ts';

/** Day on which the coarse outline and the representative points were drawn. */
const drawnOn = '2026-11-23';

/** What has no contour yet: INSEE codes and SIREN. */
export interface Contourless {
	communes: ReadonlySet<string>;
	epci: ReadonlySet<string>;
}

/** Approximate contours of the communes and EPCI that have none; empty where the territory brings no outline. */
export async function approximateContourLots(
	{ data, epci }: TerritoryConfiguration,
	missing: Contourless
): Promise<RecordLot[]> {
	if (!data?.communes || !data.outline) return [];
	// Turf is slow to load, and a second start does not need it.
	const { approximateContours } = await import('#lib/geo/approximate-contours.ts');
	const members = epciByCommune(epci.map(({ siren }) => siren));
	const points = (await readCommunes(data.communes)).flatMap(({ comm_insee, lon, lat }) => {
		const siren = members.get(comm_insee);
		return siren === undefined ? [] : [{ insee: comm_insee, epci: siren, lon, lat }];
	});
	const contours = approximateContours(points, await readOutline(data.outline));
	return [
		{ class: 'epci', features: contourRecords('epci_siren', contours.epci, missing.epci) },
		{
			class: 'commune',
			features: contourRecords('comm_insee', contours.communes, missing.communes)
		}
	];
}

function contourRecords(
	key: string,
	shapes: ReadonlyMap<string, MultiPolygon>,
	missing: ReadonlySet<string>
): RecordFeature[] {
	return [...shapes]
		.filter(([code]) => missing.has(code))
		.map(([code, geometry]) => ({
			type: 'Feature',
			geometry,
			properties: {
				[key]: code,
				contour_methode: 'approché',
				source_nom: 'Forgeterre',
				source_date: drawnOn,
				source_methode: 'cellules de Voronoï découpées dans un contour sommaire',
				source_licence: 'Licence Ouverte 2.0'
			}
		}));
}

/** The real points of interest: facts, not demonstration. */
export async function poiLot({ data }: TerritoryConfiguration): Promise<RecordLot> {
	const pois = data?.poi ? await readPois(data.poi) : [];
	return { class: 'poi', features: pois.map(poiRecord) };
}

function poiRecord({ lon, lat, poi_detail, ...poi }: PoiFacts): RecordFeature {
	const properties: Record<string, ColumnValue> = {
		...poi,
		poi_detail: poi_detail || null,
		source_methode: 'relevé manuel, à une centaine de mètres près',
		source_licence: 'Licence Ouverte 2.0'
	};
	return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties };
}

/** The demonstration set; empty where the territory asks for none. */
export async function demonstrationLots({ data }: TerritoryConfiguration): Promise<RecordLot[]> {
	if (!data?.demonstration || !data.communes) return [];
	const { generateDemonstration } = await import('#lib/demonstration/generate-demonstration.ts');
	const inputs = await readJsonFile(data.demonstration, DemonstrationInputs);
	const communes = await readCommunes(data.communes);
	const pois = data.poi ? await readPois(data.poi) : [];
	const rivers = data.rivers ? (await readRivers(data.rivers)).features : [];
	return generateDemonstration({
		inputs,
		rivers: rivers.map(({ geometry, properties }) => ({
			name: properties.name,
			line: geometry.coordinates
		})),
		towns: communes.map(({ comm_insee, comm_nom, lon, lat }) => ({
			insee: comm_insee,
			name: comm_nom,
			lon,
			lat
		})),
		landmarks: pois.map(({ poi_type, poi_nom, lon, lat }) => ({
			type: poi_type,
			name: poi_nom,
			lon,
			lat
		}))
	});
}
