import type { Feature, FeatureCollection, Geometry } from 'geojson';
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

type ClassFeature = Feature<Geometry | null>;
export type AtlasFeatures = Record<AtlasCollection, FeatureCollection<Geometry | null>>;

type Parser<Class extends keyof Records> = readonly [
	name: Class,
	parse: (feature: ClassFeature) => Records[Class][number]
];

/** Under which name the records of a collection stand, and how a feature of it is read. */
export const recordParsers = {
	epci: ['epci', parseEpci] satisfies Parser<'epci'>,
	communes: ['communes', parseCommune] satisfies Parser<'communes'>,
	sites: ['sites', parseSite] satisfies Parser<'sites'>,
	terrains: ['plots', parsePlot] satisfies Parser<'plots'>,
	etablissements: ['firms', parseFirm] satisfies Parser<'firms'>,
	friches: ['brownfields', parseBrownfield] satisfies Parser<'brownfields'>,
	poi: ['pois', parsePoi] satisfies Parser<'pois'>
} as const;

/** Parses what the OGC collections answered. @throws RecordError naming the record and the field */
export function parseRecords(answers: AtlasFeatures): Records {
	return Object.fromEntries(
		atlasCollections.map((collection) => {
			const [name, parse] = recordParsers[collection];
			return [name, answers[collection].features.map((feature) => parse(feature))];
		})
	) as unknown as Records;
}
