import type { Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { expectation, type Expectation } from '#lib/domain/import/expectation.ts';
import type { ImportedRecord } from '#lib/formats/read-records.ts';
import { projectionsLeadingTo } from '#lib/geo/foreign-projection.ts';
import { toLambert93 } from '#lib/geo/lambert-93.ts';

/** Kilometres from the territory beyond which a record is taken for misplaced. */
export const farKilometres = 20;

/** What is said of a record outside the territory; a file in another projection than it seems is told which. */
export function outsideWords(
	record: ImportedRecord,
	{ box, isRefused }: { box: Box | null; isRefused: boolean }
): Expectation {
	if (!isRefused)
		return expectation('outside', 'hors du territoire : importé, sans commune ni EPCI');
	const names = box ? likelyProjections(record, box) : [];
	const projection =
		names.length > 0
			? ` ; ses coordonnées, lues comme du Lambert-93, y tombent en ${names.join(' ou ')}`
			: '';
	return expectation(
		names.length > 0 ? 'expects_near_projection' : 'expects_near',
		`un lieu à moins de ${String(farKilometres)} km du territoire${projection} (--hors-territoire l’admet)`,
		{ kilometres: farKilometres, projections: names.join(' / ') }
	);
}

/** Metres that were taken for Lambert-93 and lead into the territory by another projection. */
function likelyProjections({ system, feature }: ImportedRecord, box: Box): string[] {
	const position = firstPosition(feature.geometry);
	if (position === null || !system.endsWith('lambert-93')) return [];
	const [west, south, east, north] = box;
	return projectionsLeadingTo(
		toLambert93(position),
		([lon = 0, lat = 0]) => lon >= west && lon <= east && lat >= south && lat <= north
	);
}

function firstPosition(geometry: ImportedRecord['feature']['geometry']): Position | null {
	let at: unknown = geometry && 'coordinates' in geometry ? geometry.coordinates : null;
	while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
	return Array.isArray(at) ? (at as Position) : null;
}
