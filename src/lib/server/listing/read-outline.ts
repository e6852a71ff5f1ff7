import type { MultiPolygon, Polygon } from 'geojson';
import { reason } from '#lib/domain/reason.ts';
import { FormatError } from '#lib/formats/contract.ts';
import { parseJson } from '#lib/formats/parse-json.ts';
import { countVertices, mostVertices } from '#lib/formats/read-surfaces.ts';
import { GeometryFault, repairGeometry } from '#lib/geo/repair-geometry.ts';
import { unionSurfaces } from '#lib/geo/union-surfaces.ts';

type Surface = Polygon | MultiPolygon;

/**
 * Surfaces written as GeoJSON, as one.
 * @throws FormatError when there is none, or one is no usable surface
 */
export function readOutline(texts: readonly string[]): Surface {
	if (texts.length === 0) {
		throw new FormatError(
			'aucune surface choisie ; attendu : une au moins.',
			reason('surface_unchosen')
		);
	}
	return unionSurfaces(texts.map(surfaceOf));
}

function surfaceOf(text: string): Surface {
	try {
		const input = parseJson(text);
		const count = countVertices(input);
		if (count > mostVertices) {
			throw new GeometryFault(
				`${String(count)} sommets ; attendu : ${String(mostVertices)} au plus`,
				reason('outline_vertices', { count, most: mostVertices })
			);
		}
		const { geometry } = repairGeometry(input);
		if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') {
			throw new GeometryFault('une surface est attendue', reason('outline_not_surface'));
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
