import type { MultiPolygon, Polygon } from 'geojson';
import { reason } from '#lib/domain/reason.ts';
import { FormatError } from '#lib/formats/contract.ts';
import { mostVertices } from '#lib/formats/read-surfaces.ts';
import { GeometryFault, repairGeometry } from '#lib/geo/repair-geometry.ts';
import { unionSurfaces } from '#lib/geo/union-surfaces.ts';

type Surface = Polygon | MultiPolygon;

/**
 * The outline that the map wrote into the form; null when it wrote none.
 * @throws FormatError for what is no usable surface
 */
export function drawnSurface(field: FormDataEntryValue | null): Surface | null {
	return typeof field === 'string' && field.trim() !== '' ? surfaceOf(field) : null;
}

/**
 * The surfaces ticked among those of a file, as one.
 * @throws FormatError when none is ticked, or one is no usable surface
 */
export function chosenSurface(fields: readonly FormDataEntryValue[]): Surface {
	const surfaces = fields.filter((field) => typeof field === 'string').map(surfaceOf);
	if (surfaces.length === 0) {
		throw new FormatError(
			'aucune surface choisie ; attendu : une au moins.',
			reason('surface_unchosen')
		);
	}
	return unionSurfaces(surfaces);
}

function surfaceOf(text: string): Surface {
	try {
		const { geometry } = repairGeometry(JSON.parse(text));
		if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') {
			throw new GeometryFault('une surface est attendue', reason('outline_not_surface'));
		}
		const count = (geometry.coordinates.flat(3) as unknown[]).length / 2;
		if (count > mostVertices) {
			throw new GeometryFault(
				`${String(count)} sommets ; attendu : ${String(mostVertices)} au plus`,
				reason('outline_vertices', { count, most: mostVertices })
			);
		}
		return geometry;
	} catch (fault) {
		if (!(fault instanceof GeometryFault) && !(fault instanceof SyntaxError)) throw fault;
		const [message, why] =
			fault instanceof GeometryFault
				? [fault.message, fault.reason]
				: ['ce n’est pas du GeoJSON', reason('outline_not_surface')];
		throw new FormatError(`le contour n’est pas utilisable : ${message}.`, why);
	}
}
