import type { Box } from '#lib/domain/feature.ts';

const longestShown = 80;

/** The box of an address in degrees; a sentence that names the value and what was expected where it is none. */
export function readFrame(value: string | null): Box | string {
	const numbers = (value ?? '').split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
	const [west = NaN, south = NaN, east = NaN, north = NaN] = numbers;
	const fits =
		numbers.length === 4 &&
		[west, east].every((degrees) => Math.abs(degrees) <= 180) &&
		[south, north].every((degrees) => Math.abs(degrees) <= 90) &&
		west < east &&
		south < north;
	if (fits) return [west, south, east, north];
	const shown = (value ?? '').slice(0, longestShown);
	return `Paramètre « cadre » : reçu « ${shown} », attendu ouest,sud,est,nord en degrés, par exemple 4.5,49.6,4.9,49.9.`;
}
