import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import { CodedError } from '#lib/domain/reason.ts';
import { parseJson } from '#lib/formats/parse-json.ts';
import { countVertices, mostVertices } from '#lib/formats/read-surfaces.ts';
import { refuseTangled } from '#lib/geo/untangle-surface.ts';
import { unionSurfaces } from '#lib/geo/union-surfaces.ts';

/** A parcel of the cadastre. */
export interface Parcel {
	/** Its 14-character identifier. */
	id: string;
	/** Area that the cadastre states, in m². */
	statedM2: number | null;
	geometry: Polygon | MultiPolygon;
}

export interface ReadParcels {
	parcels: Parcel[];
	/** The parcels as one; null where there is none. */
	surface: Polygon | MultiPolygon | null;
}

/** A parcel that could not be had. */
export class ParcelError extends CodedError {
	override name = 'ParcelError';
}

const Position = v.looseTuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())]);
const Rings = v.array(v.array(Position));

const Answer = v.object({
	features: v.array(
		v.object({
			properties: v.object({
				idu: v.string(),
				contenance: v.nullish(v.number(), null)
			}),
			geometry: v.variant('type', [
				v.object({ type: v.literal('Polygon'), coordinates: Rings }),
				v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(Rings) })
			])
		})
	)
});

/**
 * The parcels in the answers of the cadastre: those asked for, one an answer and in their order, or all of them.
 * @param answers the bytes of each answer
 * @throws ParcelError naming the first that is unknown, or where an answer is none of the cadastre's; TangledSurface
 */
export function readParcels(
	answers: readonly Uint8Array[],
	ids: readonly string[] | null
): ReadParcels {
	const answered = answers.map(parcelsOf);
	const parcels =
		ids === null
			? answered.flat()
			: ids.map((id, index) => {
					const parcel = answered[index]?.find((candidate) => candidate.id === id);
					if (!parcel) throw new ParcelError('parcel_unknown', { value: id });
					return parcel;
				});
	const geometries = parcels.map(({ geometry }) => geometry);
	const count = geometries.reduce((sum, geometry) => sum + countVertices(geometry), 0);
	if (count > mostVertices)
		throw new ParcelError('outline_vertices', { count, most: mostVertices });
	for (const geometry of geometries) refuseTangled(geometry);
	return { parcels, surface: geometries.length > 0 ? unionSurfaces(geometries) : null };
}

function parcelsOf(answer: Uint8Array): Parcel[] {
	let body: unknown;
	try {
		body = parseJson(new TextDecoder().decode(answer));
	} catch {
		throw new ParcelError('cadastre_strange');
	}
	const parsed = v.safeParse(Answer, body);
	if (!parsed.success) throw new ParcelError('cadastre_strange');
	return parsed.output.features.map(({ properties, geometry }) => ({
		id: properties.idu,
		statedM2: properties.contenance,
		geometry: geometry as Polygon | MultiPolygon
	}));
}
