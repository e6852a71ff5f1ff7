import { isDay } from '#lib/domain/day.ts';
import type { Box } from '#lib/domain/feature.ts';
import { OgcError } from './error.ts';
import { crs84 } from './media.ts';

/** A request for a page of features. `filters` hold properties still to be checked against the collection. */
export type ItemsQuery = {
	bbox: Box | undefined;
	limit: number;
	offset: number;
	/** Two days with a slash between, both included; `..` for an open end. */
	period: string | undefined;
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
	return {
		bbox: parseBbox(parameters.get('bbox')),
		limit: Math.min(parseCount(parameters, 'limit', 1) ?? defaultLimit, maximumLimit),
		period: parsePeriod(parameters.get('datetime')),
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

const day = /^(\d{4}-\d{2}-\d{2})(?:T(?:\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?)?$/i;

/** An instant or an interval of RFC 3339 in days, which records are dated by; GDAL leaves the time after the T out. */
function parsePeriod(value: string | null): string | undefined {
	if (value === null) return undefined;
	const ends = value.split('/').map((end) => (end === '' || end === '..' ? '..' : dayOf(end)));
	const [first, last = first] = ends;
	const fits =
		ends.length <= 2 &&
		first &&
		last &&
		!(first === '..' && last === '..') &&
		!isReversed(first, last);
	if (fits) return `${first}/${last}`;
	throw refused(
		'datetime',
		value,
		'une date AAAA-MM-JJ ou un intervalle début/fin (RFC 3339), dont un bout peut être « .. »'
	);
}

/** The day of an instant; null for one that does not exist. */
function dayOf(instant: string): string | null {
	const [, date] = day.exec(instant) ?? [];
	return date !== undefined && isDay(date) ? date : null;
}

function isReversed(first: string, last: string): boolean {
	return first !== '..' && last !== '..' && first > last;
}
