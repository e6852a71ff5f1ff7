import type { RecordFeature } from '#lib/domain/import/record.ts';
import type { PlotDraft } from './plots.ts';
import { inventedOn } from './provenance.ts';

/** Two zones in three have had their land units surveyed, plot by plot, as the inventory of art. L. 318-8-2 asks. */
export function draftLandUnits(plots: readonly PlotDraft[]): RecordFeature[] {
	return plots.filter(isSurveyed).map(({ site, properties, shape, areaHa }) => ({
		type: 'Feature',
		geometry: shape,
		properties: {
			uf_id: String(properties.terr_id).replace('TERRAIN-ECO', 'UF'),
			site_id: site.id,
			uf_refcad: properties.terr_refcad ?? null,
			uf_surface_m2: Math.round(areaHa * 10_000),
			...inventedOn(String(properties.terr_actu_date))
		}
	}));
}

/** Whether the plot's land unit is in the set: roads and common ground belong to no firm. */
export function isSurveyed({ site, group }: PlotDraft): boolean {
	const number = Number(site.id.slice(-2));
	// So that each EPCI has some.
	const surveyed = number % 2 === 1 || number % 6 === 2;
	return (
		surveyed &&
		site.input.site_type === "zone d'activité économique" &&
		group !== 'road' &&
		group !== 'common'
	);
}
