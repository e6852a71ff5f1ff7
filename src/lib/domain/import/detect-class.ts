import { normalisedColumn, type ClassSchema } from './class-schema.ts';
import { constraintSchema } from './contrainte.ts';
import { firmSchema } from './etablissement.ts';
import { brownfieldSchema } from './friche.ts';
import { communeSchema, epciSchema } from './places.ts';
import { siteSchema } from './site-eco.ts';
import { plotSchema } from './terrain-eco.ts';
import { unitSchema } from './unite-fonciere.ts';

/** Classes that a file can bring, in the order in which messages list them. */
export const importableSchemas: readonly ClassSchema[] = [
	communeSchema,
	epciSchema,
	siteSchema,
	plotSchema,
	unitSchema,
	firmSchema,
	brownfieldSchema,
	constraintSchema
];

/** The schema of a class by its name, undefined when no file can bring it. */
export function schemaNamed(name: string): ClassSchema | undefined {
	return importableSchemas.find((schema) => schema.class === name);
}

/** Columns that only the Friches standard has, though it shares `site_id` and `site_type` with site-eco. */
const brownfieldColumns = ['site_statut', 'sol_pollution_existe', 'bati_etat', 'geomsurf'];
const unitColumns = ['uf_surface_m2', 'uf_refcad', 'uf_emprise_batie_m2', 'uf_geomsurf'];
const siteColumns = ['site_vocadomi', 'site_etat', 'site_geomsurf', 'site_moa_type'];

/**
 * The class that the columns of a file speak of; null when they do not tell.
 * @param columns names as the file writes them
 * @param sample one record's values, for files whose columns are the same for two classes
 */
export function detectClass(
	columns: readonly string[],
	sample: Readonly<Record<string, unknown>>
): ClassSchema | null {
	const names = new Set(columns.map(normalisedColumn));
	const hasOne = (candidates: readonly string[]): boolean =>
		candidates.some((name) => names.has(name));
	if (hasOne(['contrainte_id', 'contrainte_type'])) return constraintSchema;
	// Tables of who is on a unit name it too, and are no units (inventory-tables.ts).
	if (names.has('uf_id')) return hasOne(unitColumns) ? unitSchema : null;
	if (names.has('siret')) return firmSchema;
	if (names.has('terr_id')) return plotSchema;
	if (names.has('site_id') && hasOne(brownfieldColumns)) return brownfieldSchema;
	if (names.has('site_id') && hasOne(siteColumns)) return siteSchema;
	if (names.has('site_id')) return null;
	if (names.has('comm_insee')) return communeSchema;
	if (names.has('code')) return placeByCode(valueOf(sample, 'code'));
	if (names.has('epci_siren') || names.has('epci')) return epciSchema;
	return null;
}

/** Communes and EPCI both have a `code`: its length tells them apart. */
function placeByCode(code: string): ClassSchema | null {
	if (/^\d[0-9AB]\d{3}$/.test(code)) return communeSchema;
	return /^\d{9}$/.test(code) ? epciSchema : null;
}

function valueOf(sample: Readonly<Record<string, unknown>>, column: string): string {
	const found = Object.entries(sample).find(([name]) => normalisedColumn(name) === column)?.[1];
	return typeof found === 'string' || typeof found === 'number' ? String(found).trim() : '';
}
