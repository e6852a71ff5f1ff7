import type { Box, LngLat } from '#lib/domain/feature.ts';
import {
	maximumVertices,
	shapeFault,
	type AreaShape,
	type DriveOrigin,
	type ShapeFault
} from '#lib/geo/area-shape.ts';
import { driveMinutes } from './find/drive-minutes.ts';

/** About one metre: more would only make the address longer. */
const decimals = 5;

const write = (value: number) => String(Number(value.toFixed(decimals)));
const writePosition = (position: LngLat) => position.map(write).join(',');
const writeRing = (ring: readonly LngLat[]) => ring.map(writePosition).join(';');

/** Longer names of places are cut; signs that have a meaning here are left out of them. */
const longestPlace = 80;
const meaningful = /[;|/]+/g;

const writeDrive = ({ minutes, from, place }: DriveOrigin) =>
	`voiture:${minutes},${writePosition(from)},${place.replaceAll(meaningful, ' ').slice(0, longestPlace)};`;

/**
 * A shape as it stands in an address: `polygone:lng,lat;lng,lat;…`, `rectangle:ouest,sud,est,nord`,
 * `cercle:lng,lat,rayon_km`, `couloir:largeur_km;lng,lat;lng,lat;…`, `surfaces:anneau/trou|anneau`, or, where a car
 * reaches it, `voiture:minutes,lng,lat,lieu;anneau/trou|anneau`.
 */
export function shapeToText(shape: AreaShape): string {
	switch (shape.kind) {
		case 'polygon':
			return `polygone:${writeRing(shape.ring)}`;
		case 'rectangle':
			return `rectangle:${shape.box.map(write).join(',')}`;
		case 'circle':
			return `cercle:${writePosition(shape.centre)},${write(shape.radiusKm)}`;
		case 'corridor':
			return `couloir:${write(shape.widthKm)};${writeRing(shape.line)}`;
		case 'polygons':
			return `${shape.drive ? writeDrive(shape.drive) : 'surfaces:'}${shape.polygons.map((rings) => rings.map(writeRing).join('/')).join('|')}`;
	}
}

function numbers(text: string, count: number): number[] | null {
	const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
	return values.length === count && values.every(Number.isFinite) ? values : null;
}

function onEarth([lng, lat]: LngLat): boolean {
	return Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}

function parsePositions(text: string): LngLat[] | null {
	const positions = text.split(';', maximumVertices + 1).map((part) => numbers(part, 2));
	const onTheEarth = positions.every(
		(position) => position !== null && onEarth(position as LngLat)
	);
	return onTheEarth ? (positions as LngLat[]) : null;
}

function parsePolygon(text: string): AreaShape | null {
	const ring = parsePositions(text);
	return ring === null ? null : { kind: 'polygon', ring };
}

function parseRectangle(text: string): AreaShape | null {
	const box = numbers(text, 4) as Box | null;
	if (box === null || !onEarth([box[0], box[1]]) || !onEarth([box[2], box[3]])) return null;
	return { kind: 'rectangle', box };
}

function parseCircle(text: string): AreaShape | null {
	const values = numbers(text, 3);
	if (values === null) return null;
	const [lng, lat, radiusKm] = values as [number, number, number];
	return onEarth([lng, lat]) ? { kind: 'circle', centre: [lng, lat], radiusKm } : null;
}

function parseCorridor(text: string): AreaShape | null {
	const [width] = numbers(text.split(';', 1)[0] ?? '', 1) ?? [];
	const line = parsePositions(text.slice(text.indexOf(';') + 1));
	return width === undefined || line === null ? null : { kind: 'corridor', line, widthKm: width };
}

function parsePolygons(text: string): AreaShape | null {
	const polygons = text.split('|').map((rings) => rings.split('/').map(parsePositions));
	if (polygons.some((rings) => rings.includes(null))) return null;
	return { kind: 'polygons', polygons: polygons as LngLat[][][] };
}

function parseDrive(text: string): AreaShape | null {
	const [head = ''] = text.split(';', 1);
	const [given = '', lng = '', lat = '', ...words] = head.split(',');
	const minutes = driveMinutes.find((one) => String(one) === given);
	const [from] = parsePositions(`${lng},${lat}`) ?? [];
	const place = words.join(',').trim().slice(0, longestPlace);
	const area = parsePolygons(text.slice(head.length + 1));
	if (minutes === undefined || !from || place === '' || area?.kind !== 'polygons') return null;
	return { ...area, drive: { from, minutes, place } };
}

const parsers: Record<string, (rest: string) => AreaShape | null> = {
	polygone: parsePolygon,
	rectangle: parseRectangle,
	cercle: parseCircle,
	couloir: parseCorridor,
	surfaces: parsePolygons,
	voiture: parseDrive
};

/** The shape that a text stands for, or why it stands for none that can be used. */
export function readShape(text: string): AreaShape | ShapeFault | 'unreadable' {
	const [kind, rest] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
	const shape = Object.hasOwn(parsers, kind) ? (parsers[kind]?.(rest) ?? null) : null;
	return shape === null ? 'unreadable' : (shapeFault(shape) ?? shape);
}
