import { composedMessages } from 'virtual:composed-messages';
import type { AreaShape, DriveOrigin } from '#lib/geo/area-shape.ts';
import { m } from '#lib/paraglide/messages.js';

/** Keys of codes that were asked for: a page asks for hundreds, of the same few lists. */
const codeKeys = new Map<string, string>();
const mostCodes = 2_000;

/** A code's key among the messages: `réservé par une délibération de l'EPCI` → `code_reserve_par_…`. */
export function codeKey(code: string): string {
	const known = codeKeys.get(code);
	if (known !== undefined) return known;
	const slug = code
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_|_$/g, '');
	const key = `code_${slug}`;
	if (codeKeys.size < mostCodes) codeKeys.set(code, key);
	return key;
}

/** A vocabulary code in the visitor's language; a code without words is shown as it is. */
export function codeLabel(code: string): string {
	return composedMessages[codeKey(code)]?.() ?? code;
}

/** Words of the map whose key is composed: `column_area`, `criterion_shape`, `list_terrains`. */
export function composedLabel(prefix: string, key: string): string {
	return composedMessages[`${prefix}_${key.replaceAll('-', '_')}`]?.() ?? key;
}

/** "30 min en voiture depuis Sedan". */
export function driveWords({ minutes, place }: DriveOrigin): string {
	return m.drive_from({ minutes, place });
}

/** What an area of the search is called. */
export function shapeWords(shape: AreaShape): string {
	return shape.kind === 'polygons' && shape.drive
		? driveWords(shape.drive)
		: composedLabel('shape', shape.kind);
}
