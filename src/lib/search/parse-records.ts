import type { FeatureCollection, Geometry } from 'geojson';
import { parseBrownfield } from '#lib/domain/brownfield.ts';
import { parseFirm } from '#lib/domain/firm.ts';
import { parseCommune, parseEpci, parsePoi } from '#lib/domain/place.ts';
import { parsePlot } from '#lib/domain/plot.ts';
import { parseSite } from '#lib/domain/site.ts';
import type { Records } from './records.ts';

/** The OGC collections that make a territory. */
export const atlasCollections = [
	'epci',
	'communes',
	'sites',
	'terrains',
	'etablissements',
	'friches',
	'poi'
] as const;
export type AtlasCollection = (typeof atlasCollections)[number];

export type AtlasFeatures = Record<AtlasCollection, FeatureCollection<Geometry | null>>;

/** Parses what the OGC collections answered. @throws RecordError naming the record and the field */
export function parseRecords(answers: AtlasFeatures): Records {
	return {
		epci: answers.epci.features.map(parseEpci),
		communes: answers.communes.features.map(parseCommune),
		sites: answers.sites.features.map(parseSite),
		plots: answers.terrains.features.map(parsePlot),
		firms: answers.etablissements.features.map(parseFirm),
		brownfields: answers.friches.features.map(parseBrownfield),
		pois: answers.poi.features.map(parsePoi)
	};
}
