import { toLngLat } from '#lib/domain/feature.ts';
import { stageGroupOf } from '#lib/domain/plot.ts';
import type { LinkedPlace, LinkKind } from '#lib/domain/programme.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { territoryScope } from '#lib/subjects/indicators/dashboard/scope.ts';
import { areaOutlines } from './area-outlines.ts';
import { registers } from './card-questions.ts';
import type { Reading } from './reading.ts';

interface Link {
	genre: LinkKind;
	cible: string;
}
type Found = Pick<LinkedPlace, 'at' | 'surface'> & Partial<Pick<LinkedPlace, 'stage' | 'sector'>>;

function areaPlace(reading: Reading, level: 'commune' | 'epci', key: string): Found | null {
	const { areas } = areaOutlines(reading, { level, frame: territoryScope });
	const area = areas.find(({ id }) => id === key);
	return area ? { at: toLngLat(area.at), surface: area.surface } : null;
}

const finders: Record<LinkKind, (reading: Reading, key: string) => Found | null> = {
	terrain: (reading, key) => {
		const placed = registers(reading).plots.get(key);
		if (!placed) return null;
		const { geometry, saleStage } = placed.plot;
		return { at: placed.centre, surface: geometry, stage: stageGroupOf(saleStage) };
	},
	site: ({ atlas }, key) => {
		const geometry = atlas.siteById.get(key)?.geometry ?? null;
		return geometry && { at: toLngLat(centreOf(geometry)), surface: geometry };
	},
	etablissement: (reading, key) => {
		const firm = registers(reading).firms.get(key);
		return firm ? { at: firm.position, surface: null, sector: firm.sector } : null;
	},
	commune: (reading, key) => areaPlace(reading, 'commune', key),
	epci: (reading, key) => areaPlace(reading, 'epci', key)
};

/** Where linked records lie, of those that the reading has, in their order; with the ground to draw them on. */
export function linkedPlaces(reading: Reading, { links }: { links: readonly Link[] }) {
	const places = links.flatMap(({ genre, cible }): LinkedPlace[] => {
		const found = finders[genre](reading, cible);
		return found ? [{ genre, cible, stage: null, sector: null, ...found }] : [];
	});
	return { places, ground: areaOutlines(reading, { level: 'commune', frame: territoryScope }) };
}
