import type { Box, LngLat } from '#lib/domain/feature.ts';
import { shapeFault, type AreaShape } from '#lib/geo/area-shape.ts';

/** About one metre: more would only make the address longer. */
const decimals = 5;
const maximumVertices = 2_000;

const write = (value: number) => String(Number(value.toFixed(decimals)));
const writePosition = (position: LngLat) => position.map(write).join(',');

/**
 * A shape as it stands in an address: `polygone:lng,lat;lng,lat;…`, `rectangle:ouest,sud,est,nord`
 * or `cercle:lng,lat,rayon_km`.
 */
export function shapeToText(shape: AreaShape): string {
	switch (shape.kind) {
		case 'polygon':
			return `polygone:${shape.ring.map(writePosition).join(';')}`;
		case 'rectangle':
			return `rectangle:${shape.box.map(write).join(',')}`;
		case 'circle':
			return `cercle:${writePosition(shape.centre)},${write(shape.radiusKm)}`;
	}
}

function numbers(text: string, count: number): number[] | null {
	const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
	return values.length === count && values.every(Number.isFinite) ? values : null;
}

function onEarth([lng, lat]: LngLat): boolean {
	return Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}

function parsePolygon(text: string): AreaShape | null {
	const positions = text.split(';');
	if (positions.length > maximumVertices) return null;
	const ring = positions.map((position) => numbers(position, 2) as LngLat | null);
	if (ring.some((position) => position === null || !onEarth(position))) return null;
	return { kind: 'polygon', ring: ring as LngLat[] };
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
	return onEarth([lng, lat]) && radiusKm <= 500
		? { kind: 'circle', centre: [lng, lat], radiusKm }
		: null;
}

/** The shape that a text stands for; null when it is none, crosses itself or encloses nothing. */
export function shapeFromText(text: string): AreaShape | null {
	const [kind, rest] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
	const parsers: Record<string, (rest: string) => AreaShape | null> = {
		polygone: parsePolygon,
		rectangle: parseRectangle,
		cercle: parseCircle
	};
	const shape = Object.hasOwn(parsers, kind) ? (parsers[kind]?.(rest) ?? null) : null;
	return shape !== null && shapeFault(shape) === null ? shape : null;
}
