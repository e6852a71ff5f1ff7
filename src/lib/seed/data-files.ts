import { readFile } from 'node:fs/promises';
import type { FeatureCollection, LineString, Polygon } from 'geojson';
import papaparse from 'papaparse';
import * as v from 'valibot';
import { TerritoryConfigurationError } from '#lib/domain/territory.ts';
import { GivenAction } from '#lib/domain/programme.ts';
import { poiTypes } from '#lib/domain/vocabulary.ts';

const number = v.pipe(
	v.string(),
	v.regex(/^-?\d+(\.\d+)?$/, 'un nombre écrit avec un point'),
	v.transform(Number)
);
const text = v.pipe(v.string(), v.nonEmpty('un texte'));
const position = v.pipe(v.array(v.number()), v.length(2, 'une longitude et une latitude'));
const ring = v.pipe(v.array(position), v.minLength(4, 'un anneau d’au moins quatre positions'));

const CommuneFacts = v.object({
	comm_insee: text,
	comm_nom: text,
	lon: number,
	lat: number,
	surface_ha: number
});

const PoiFacts = v.object({
	poi_id: text,
	poi_type: v.picklist(poiTypes),
	poi_nom: text,
	poi_detail: v.string(),
	lon: number,
	lat: number,
	source_nom: text,
	source_date: v.pipe(v.string(), v.isoDate('une date AAAA-MM-JJ'))
});

const Outline = v.object({
	type: v.literal('Feature'),
	geometry: v.object({ type: v.literal('Polygon'), coordinates: v.array(ring) })
});

const Rivers = v.object({
	type: v.literal('FeatureCollection'),
	features: v.array(
		v.object({
			type: v.literal('Feature'),
			properties: v.object({ name: text }),
			geometry: v.object({
				type: v.literal('LineString'),
				coordinates: v.pipe(v.array(position), v.minLength(2, 'deux positions au moins'))
			})
		})
	)
});

const course = v.object({
	type: v.literal('LineString'),
	coordinates: v.pipe(v.array(position), v.minLength(2, 'deux positions au moins'))
});
const place = v.object({ type: v.literal('Point'), coordinates: position });

/** What orients on the built-in ground: ways, the towns around and the names of countries. */
const Ground = v.object({
	type: v.literal('FeatureCollection'),
	features: v.array(
		v.union([
			v.object({
				type: v.literal('Feature'),
				properties: v.variant('kind', [
					v.object({
						kind: v.literal('road'),
						rank: v.picklist(['motorway', 'main', 'secondary']),
						name: v.optional(text)
					}),
					v.object({ kind: v.literal('railway'), name: v.optional(text) })
				]),
				geometry: course
			}),
			v.object({
				type: v.literal('Feature'),
				properties: v.variant('kind', [
					v.object({
						kind: v.literal('town'),
						rank: v.picklist(['large', 'middle', 'small']),
						name: text
					}),
					v.object({ kind: v.literal('country'), code: text })
				]),
				geometry: place
			})
		])
	)
});
export type Ground = v.InferOutput<typeof Ground>;

/** Facts of one commune: representative point in degrees, area in hectares. */
export type CommuneFacts = v.InferOutput<typeof CommuneFacts>;
/** A real point of interest, in degrees. */
export type PoiFacts = v.InferOutput<typeof PoiFacts>;

/** @throws TerritoryConfigurationError naming the file, the line, the column and what was expected */
export function readCommunes(path: string): Promise<CommuneFacts[]> {
	return readTable(path, CommuneFacts);
}

/** @throws TerritoryConfigurationError naming the file, the line, the column and what was expected */
export function readPois(path: string): Promise<PoiFacts[]> {
	return readTable(path, PoiFacts);
}

/** @throws TerritoryConfigurationError naming the file, the field and what was expected */
export async function readOutline(path: string): Promise<Polygon> {
	return (await readJsonFile(path, Outline)).geometry;
}

/** @throws TerritoryConfigurationError naming the file, the field and what was expected */
export function readRivers(path: string): Promise<FeatureCollection<LineString, { name: string }>> {
	return readJsonFile(path, Rivers);
}

/** @throws TerritoryConfigurationError naming the file, the field and what was expected */
export function readGround(path: string): Promise<Ground> {
	return readJsonFile(path, Ground);
}

const { source_nom, source_date, source_methode, source_url } = GivenAction.entries;
const source = v.strictObject({ source_nom, source_date, source_methode, source_url });
const Programme = v.strictObject({
	/** Of every action. */
	source,
	actions: v.array(
		v.omit(GivenAction, ['source_nom', 'source_date', 'source_methode', 'source_url'])
	)
});

/** The actions of a territory's plan. @throws TerritoryConfigurationError naming the file, the field and what was expected */
export async function readProgramme(path: string): Promise<GivenAction[]> {
	const { source, actions } = await readJsonFile(path, Programme);
	return actions.map((action, index) => ({ ...action, ...source, ordre: index }));
}

/**
 * Reads a JSON file by a schema.
 * @throws TerritoryConfigurationError naming the file, the field and what was expected
 */
export async function readJsonFile<Schema extends v.GenericSchema>(
	path: string,
	schema: Schema
): Promise<v.InferOutput<Schema>> {
	return parse(schema, parseJson(await readText(path), path), path);
}

/**
 * The text of a file of a territory.
 * @throws TerritoryConfigurationError when it is missing or is not a file
 */
export async function readText(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (fault) {
		const code = (fault as NodeJS.ErrnoException).code;
		const reason =
			code === 'ENOENT' ? 'fichier introuvable' : code === 'EISDIR' ? 'c’est un dossier' : code;
		throw new TerritoryConfigurationError(
			`${path} : ${reason ?? 'fichier illisible'} ; un fichier lisible est attendu.`
		);
	}
}

/** @throws TerritoryConfigurationError with the place of the fault */
export function parseJson(content: string, path: string): unknown {
	try {
		return JSON.parse(content.replace(/^\uFEFF/, ''));
	} catch (fault) {
		throw new TerritoryConfigurationError(
			`${path} : ce n’est pas du JSON (${fault instanceof Error ? fault.message : 'illisible'}).`
		);
	}
}

async function readTable<Schema extends v.GenericSchema>(
	path: string,
	schema: Schema
): Promise<v.InferOutput<Schema>[]> {
	const { data } = papaparse.parse<unknown>(await readText(path), {
		header: true,
		skipEmptyLines: true
	});
	// Line 1 holds the names of the columns.
	return data.map((row, index) => parse(schema, row, `${path}, ligne ${index + 2}`));
}

function parse<Schema extends v.GenericSchema>(
	schema: Schema,
	input: unknown,
	where: string
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, input);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new TerritoryConfigurationError(
		`${where} : champ « ${v.getDotPath(issue) ?? '(racine)'} » : reçu ${issue.received}, attendu : ${issue.message}`
	);
}
