import { poiTypes, type PoiType } from '#lib/domain/vocabulary.ts';
import { nearestOf, spherePointsOf } from '#lib/geo/sphere-points.ts';
import { cell, differ, type ComparedGround } from './compared-ground.ts';
import type { ComparedLine } from './comparison.ts';
import { marked } from './direction.ts';

/** The nearest point of each kind that the territory has, straight from the plots' centres, by its name. */
export function distanceLines(ground: ComparedGround): ComparedLine[] {
	const { pois } = ground.atlas;
	return poiTypes
		.filter((type) => pois.some((poi) => poi.type === type))
		.map((type) => lineOf(type, ground));
}

function lineOf(type: PoiType, ground: ComparedGround): ComparedLine {
	const { atlas, columns, indexes } = ground;
	const pois = atlas.pois.filter((poi) => poi.type === type);
	const { index, km } = nearestOf(
		columns.centres.points,
		spherePointsOf(pois.map(({ position }) => position))
	);
	const cells = indexes.map((plot) => {
		const poi = pois[index[plot] ?? -1];
		if (poi === undefined) return cell(ground, null, null);
		return cell(ground, km[plot] ?? null, poi.provenance, {
			measuredBy: 'straight',
			note: { to: poi.name }
		});
	});
	return {
		subject: { kind: 'poi', id: type },
		unit: 'km',
		cells: marked(cells, 'less'),
		differs: differ(cells)
	};
}
