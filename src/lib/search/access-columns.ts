import type { Poi } from '#lib/domain/place.ts';
import type { DeclaredAccess, Site } from '#lib/domain/site.ts';
import type { PoiType } from '#lib/domain/vocabulary.ts';
import { nearestOf, spherePointsOf, type SpherePoints } from '#lib/geo/sphere-points.ts';

/** What a plot's distance to is measured. */
export const accessKinds = [
	'junction',
	'station',
	'freight',
	'port',
	'airfield',
	'border'
] as const;
export type AccessKind = (typeof accessKinds)[number];

/** How a distance was had: declared by road by the site, or computed in a straight line. */
export type MeasuredBy = 'road' | 'straight';

export const poiTypeOf: Record<AccessKind, PoiType> = {
	junction: 'échangeur autoroutier',
	station: 'gare de voyageurs',
	freight: 'gare de fret',
	port: 'port',
	airfield: 'aérodrome',
	border: 'point de passage frontalier'
};

const declaredKindOf: Partial<Record<AccessKind, DeclaredAccess['kind']>> = {
	junction: 'motorway',
	station: 'station',
	freight: 'freight',
	port: 'port',
	airfield: 'airport'
};

/** Distances of every plot to one kind of point. */
export interface AccessColumn {
	/** km: by road where the site declares it, else straight from the plot's centre; NaN when neither is known. */
	km: Float64Array;
	/** 1 where `km` is the site's road distance. */
	byRoad: Uint8Array;
	/** Nearest point in a straight line: its index among `pois` (-1: none) and its distance in km. */
	nearest: { pois: readonly Poi[]; index: Int32Array; km: Float64Array };
}

/**
 * @param centres one point a plot
 * @param siteOf index of each plot's site, -1 when it has none
 */
export function accessColumn(
	kind: AccessKind,
	centres: SpherePoints,
	siteOf: Int32Array,
	sites: readonly Site[],
	allPois: readonly Poi[]
): AccessColumn {
	const pois = allPois.filter((poi) => poi.type === poiTypeOf[kind]);
	const nearest = nearestOf(centres, spherePointsOf(pois.map((poi) => poi.position)));
	const declared = sites.map((site) => declaredKm(site, kind));
	const km = nearest.km.slice();
	const byRoad = new Uint8Array(centres.count);
	for (let plot = 0; plot < centres.count; plot += 1) {
		const road = declared[siteOf[plot] ?? -1] ?? null;
		if (road === null) continue;
		km[plot] = road;
		byRoad[plot] = 1;
	}
	return { km, byRoad, nearest: { pois, ...nearest } };
}

function declaredKm(site: Site, kind: AccessKind): number | null {
	const declaredKind = declaredKindOf[kind];
	return site.access.find((access) => access.kind === declaredKind)?.km ?? null;
}
