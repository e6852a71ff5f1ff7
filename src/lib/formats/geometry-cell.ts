import wkx from 'wkx';
import { GeometryFault } from '#lib/geo/repair-geometry.ts';
import { parseJson } from './parse-json.ts';

const twoNumbers = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/;

/**
 * The geometry that a file gives for a record.
 * @throws GeometryFault saying what was expected, or what its format found wrong with it
 */
export function geometryOfSource(value: unknown): unknown {
	if (value instanceof GeometryFault) throw value;
	return typeof value === 'string' ? geometryOfCell(value) : value;
}

/**
 * The geometry that a cell writes: GeoJSON, WKT, or two numbers for a point; its axes are not judged here.
 * @throws GeometryFault saying what was expected
 */
export function geometryOfCell(cell: string): unknown {
	const text = cell.trim();
	if (text.startsWith('{')) return parseGeoJson(text);
	const numbers = twoNumbers.exec(text);
	if (numbers) return { type: 'Point', coordinates: [Number(numbers[1]), Number(numbers[2])] };
	if (/^(SRID=\d+;)?\s*(MULTI)?(POINT|POLYGON)\b/i.test(text)) return parseWkt(text);
	throw new GeometryFault(
		'du WKT, du GeoJSON ou deux nombres « longitude, latitude » sont attendus'
	);
}

function parseGeoJson(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		throw new GeometryFault('le GeoJSON de la cellule est mal formé');
	}
}

function parseWkt(text: string): unknown {
	try {
		return wkx.Geometry.parse(text).toGeoJSON();
	} catch {
		throw new GeometryFault('le WKT de la cellule est mal formé ou incomplet');
	}
}
