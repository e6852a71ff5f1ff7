import type { Box } from '#lib/domain/feature.ts';
import type { Epci } from '#lib/domain/place.ts';
import { boundingBox, unionOfBoxes } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { readMissingLandQuery } from '#lib/server/leads/missing-land-query.ts';
import { readMissingLand, type NamedLine } from '#lib/server/leads/read-missing-land.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireMember(event, 'agent', 'administrateur');
	const query = readMissingLandQuery(event.url.searchParams, new Date());
	const [land, { ask }] = await Promise.all([
		readMissingLand(event.locals.supabase, query),
		readTerritory()
	]);
	return { query, ...land, map: mapOf(await ask.epci(), land.epci, land.lines) };
};

/** Outlines of the EPCI with what is missing in those that may be read; null while no contour is known. */
function mapOf(known: readonly Epci[], readable: readonly string[], lines: readonly NamedLine[]) {
	const epci = known.flatMap(({ siren, name, geometry }) => {
		if (geometry === null) return [];
		const own = lines.filter((line) => line.siren === siren);
		const hectares = own.reduce((sum, line) => sum + line.lostHa + line.waitingHa, 0);
		return {
			...{ siren, name, outline: geometry, centre: centreOf(geometry) },
			hectares: readable.includes(siren) ? hectares : null
		};
	});
	const bounds: Box | null = unionOfBoxes(epci.map(({ outline }) => boundingBox(outline)));
	const [provenance] = known.map((one) => one.provenance);
	if (bounds === null || provenance === undefined) return null;
	return { epci, bounds, source: provenance.source, date: provenance.date };
}
