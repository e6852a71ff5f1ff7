import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import { GeometryFault, repairGeometry } from '#lib/geo/repair-geometry.ts';
import { SyncError } from './resilient-fetch.ts';

/** What a service answered, by a schema. @throws SyncError naming the address, the field, its value and what was expected */
export function parseAnswer<Schema extends v.GenericSchema>(
	schema: Schema,
	body: unknown,
	url: string
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, body);
	if (result.success) return result.output;
	const [issue] = result.issues;
	const expected = issue.message.startsWith('Invalid') ? issue.expected : issue.message;
	throw new SyncError(
		`${url} : réponse inattendue, champ « ${v.getDotPath(issue) ?? '(racine)'} » : reçu ${issue.received}, attendu ${expected ?? 'autre chose'}.`
	);
}

/** A surface that a service gave, repaired. @param where names it in the fault @throws SyncError for any other shape */
export function surfaceIn(shape: unknown, where: string): Polygon | MultiPolygon {
	try {
		const { geometry } = repairGeometry(shape);
		if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return geometry;
		throw new GeometryFault('une surface est attendue');
	} catch (fault) {
		if (fault instanceof GeometryFault) throw new SyncError(`${where} : ${fault.message}.`);
		throw fault;
	}
}
