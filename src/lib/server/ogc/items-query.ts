import type { Box } from '#lib/domain/feature.ts';
import { OgcError } from './error.ts';
import { crs84 } from './media.ts';

/** A request for a page of features. `filters` hold properties still to be checked against the collection. */
export type ItemsQuery = {
	bbox: Box | undefined;
	limit: number;
	offset: number;
	filters: Record<string, string>;
};

/** Features a page when the client does not say. */
export const defaultLimit = 1_000;
/** The standard lets a server answer with fewer features than asked for: a larger limit becomes this one. */
export const maximumLimit = 10_000;

/** Parameters of `items` besides the properties of the collection. */
export const itemsParameters = ['f', 'bbox', 'bbox-crs', 'crs', 'datetime', 'limit', 'offset'];

/** Parses the query of `items`; @throws OgcError 400 naming the parameter, the value and what was expected */
export function parseItemsQuery(parameters: URLSearchParams): ItemsQuery {
	checkCrs(parameters, 'crs');
	checkCrs(parameters, 'bbox-crs');
	checkDatetime(parameters.get('datetime'));
	return {
		bbox: parseBbox(parameters.get('bbox')),
		limit: Math.min(parseCount(parameters, 'limit', 1) ?? defaultLimit, maximumLimit),
		offset: parseCount(parameters, 'offset', 0) ?? 0,
		filters: Object.fromEntries([...parameters].filter(([name]) => !itemsParameters.includes(name)))
	};
}

function refused(parameter: string, value: string, expected: string): OgcError {
	return new OgcError(400, `Paramètre « ${parameter} » : reçu « ${value} », attendu ${expected}.`);
}

function parseCount(parameters: URLSearchParams, name: string, least: number): number | undefined {
	const value = parameters.get(name);
	if (value === null) return undefined;
	const count = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
	if (count >= least) return count;
	throw refused(name, value, `un nombre entier à partir de ${least}`);
}

/** Four numbers, or six with heights, which plane features do not have. */
function parseBbox(value: string | null): Box | undefined {
	if (value === null) return undefined;
	const numbers = value.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
	const [west = NaN, south = NaN, east = NaN, north = NaN] =
		numbers.length === 6 ? [0, 1, 3, 4].map((place) => numbers[place] ?? NaN) : numbers;
	const fits =
		[4, 6].includes(numbers.length) &&
		numbers.every(Number.isFinite) &&
		[west, east].every((degrees) => Math.abs(degrees) <= 180) &&
		[south, north].every((degrees) => Math.abs(degrees) <= 90) &&
		south <= north;
	if (fits) return [west, south, east, north];
	throw refused(
		'bbox',
		value,
		'quatre nombres en degrés séparés par des virgules : ouest,sud,est,nord (par exemple 4.2,49.5,5.4,50.2)'
	);
}

function checkCrs(parameters: URLSearchParams, name: string) {
	const value = parameters.get(name);
	if (value !== null && value !== crs84) throw refused(name, value, `${crs84}, seul système servi`);
}

/** An instant or an interval of RFC 3339; the records have no date of their own in time, so that all match. */
function checkDatetime(value: string | null) {
	if (value === null) return;
	const ends = value.split('/');
	const open = (end: string) => end === '' || end === '..';
	const instant = (end: string) =>
		/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/i.test(end) &&
		!Number.isNaN(Date.parse(end));
	const fits =
		ends.length === 1
			? ends.every(instant)
			: ends.length === 2 && ends.every((end) => open(end) || instant(end)) && !ends.every(open);
	if (!fits) {
		throw refused('datetime', value, 'une date AAAA-MM-JJ ou un intervalle début/fin (RFC 3339)');
	}
}
