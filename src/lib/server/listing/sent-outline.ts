import type { MultiPolygon, Polygon } from 'geojson';
import { readOutside, type Reading } from '#lib/server/intake/read-outside.ts';

type Surface = Polygon | MultiPolygon;

/**
 * The outline that the map wrote into the form; null when it wrote none.
 * @throws IntakeRefusal for what is no usable surface
 */
export async function drawnSurface(
	field: FormDataEntryValue | null,
	reading: Reading
): Promise<Surface | null> {
	if (typeof field !== 'string' || field.trim() === '') return null;
	return readOutside('outline', { texts: [field] }, reading);
}

/**
 * The surfaces ticked among those of a file, as one.
 * @throws IntakeRefusal when none is ticked, or one is no usable surface
 */
export async function chosenSurface(
	fields: readonly FormDataEntryValue[],
	reading: Reading
): Promise<Surface> {
	const texts = fields.filter((field) => typeof field === 'string');
	return readOutside('outline', { texts }, reading);
}
