import { expectation } from '#lib/domain/import/expectation.ts';
import { shownValue, type ImportIssue } from '#lib/domain/import/issue.ts';
import { reason } from '#lib/domain/reason.ts';
import {
	FormatError,
	refuseFeatures,
	type ReadContext,
	type ReadFormat,
	type SourceFile,
	type SourceRecord
} from '../contract.ts';
import { decodeText } from '../decode-text.ts';
import { featureLines } from '../feature-lines.ts';
import { noteOfFile } from '../note-of-file.ts';
import { deepestJson, DeepJsonError, parseJson as parseAnyJson } from '../parse-json.ts';
import { resolveClass } from '../resolve-class.ts';

type JsonObject = Record<string, unknown>;

/** Reference systems that a `crs` member may name; the positions themselves decide between them. */
const knownSystems = /(CRS84|EPSG:{1,2}(4326|4171|2154))$/i;

/** Reads a GeoJSON FeatureCollection or Feature (RFC 7946, and the older `crs` member). */
export const reader: ReadFormat = (bytes, context): SourceFile => {
	const { text, encoding } = decodeText(bytes);
	const root = parseJson(text);
	const features = featuresOf(root);
	const lines = features.length > 1 ? featureLines(text) : [1];
	const notes = [...encodingNotes(encoding, context), ...systemNotes(root, context)];
	const records = features.flatMap((feature, index): SourceRecord[] => {
		const line = lines[index] ?? null;
		if (isFeature(feature)) return [recordOf(feature, line)];
		notes.push({
			file: context.file,
			line,
			record: null,
			field: null,
			value: shownValue(feature),
			...expectation('expects_feature', 'un objet Feature avec des « properties »'),
			outcome: 'refused'
		});
		return [];
	});
	const columns = [...new Set(records.flatMap(({ properties }) => Object.keys(properties)))];
	const schema = resolveClass(columns, records[0]?.properties ?? {}, context);
	return { schema, columns, records, notes };
};

function parseJson(text: string): JsonObject {
	let root: unknown;
	try {
		root = parseAnyJson(text);
	} catch (fault) {
		if (fault instanceof DeepJsonError) {
			throw new FormatError(
				`ce qu’il contient est emboîté sur plus de ${deepestJson} niveaux.`,
				reason('nested_deep', { most: deepestJson })
			);
		}
		const where = placeOfFault(fault instanceof Error ? fault.message : '');
		throw new FormatError(`ce n’est pas du JSON valide${where}.`, reason('json_invalid'));
	}
	if (!isObject(root)) {
		throw new FormatError('un objet GeoJSON est attendu.', reason('geojson_type', { type: '–' }));
	}
	return root;
}

/** What JavaScript says of the place: a line and a column, the text around it, or that the text ends too soon. */
function placeOfFault(message: string): string {
	const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
	if (line && column) return ` (ligne ${line}, colonne ${column})`;
	const around = /, (?:\.\.\.)?"([^]*?)"(?:\.\.\.)? is not valid JSON/.exec(message);
	const snippet = around?.[1];
	if (snippet) return ` (près de « ${shownValue(snippet)} »)`;
	return message.includes('end of JSON') ? ' (le fichier est tronqué)' : '';
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function featuresOf(root: JsonObject): unknown[] {
	if (root.type === 'Feature') return [root];
	if (root.type === 'FeatureCollection' && Array.isArray(root.features)) {
		if (root.features.length === 0) {
			throw new FormatError('la collection ne contient aucun objet.', reason('features_none'));
		}
		refuseFeatures(root.features.length);
		return root.features;
	}
	const type = typeof root.type === 'string' ? root.type : 'aucun';
	throw new FormatError(
		`type « ${type} » : une FeatureCollection ou une Feature est attendue (une géométrie seule n’a ni clé ni attributs).`,
		reason('geojson_type', { type })
	);
}

function isFeature(value: unknown): value is JsonObject & { properties: JsonObject } {
	return isObject(value) && value.type === 'Feature' && isObject(value.properties);
}

function recordOf(
	feature: JsonObject & { properties: JsonObject },
	line: number | null
): SourceRecord {
	const { geometry = null, properties } = feature;
	return {
		line,
		properties,
		geometries: geometry === null ? [] : [{ column: 'geometry', value: geometry }]
	};
}

function encodingNotes(encoding: string, context: ReadContext): ImportIssue[] {
	return encoding === 'UTF-8'
		? []
		: [
				noteOfFile(
					context,
					expectation('read_encoding', `encodage ${encoding} détecté`, { encoding }),
					null
				)
			];
}

/** @throws FormatError for a system that is neither degrees nor Lambert-93 */
function systemNotes({ crs }: JsonObject, context: ReadContext): ImportIssue[] {
	if (crs === undefined || crs === null) return [];
	const properties = isObject(crs) ? crs.properties : undefined;
	const name = isObject(properties) ? properties.name : undefined;
	if (typeof name !== 'string' || !knownSystems.test(name)) {
		throw new FormatError(
			`système de coordonnées « ${shownValue(name ?? crs)} » ; attendu : EPSG:4326 (degrés) ou EPSG:2154 (Lambert-93).`,
			reason('crs_unknown', { value: shownValue(name ?? crs) })
		);
	}
	return [
		noteOfFile(
			context,
			expectation(
				'declared_system',
				'système de coordonnées déclaré, vérifié par la grandeur des valeurs'
			),
			name
		)
	];
}
