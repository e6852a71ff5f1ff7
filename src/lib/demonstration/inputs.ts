import type { Position } from 'geojson';
import * as v from 'valibot';
import { poiTypes, siteLists } from '#lib/domain/vocabulary.ts';

/** What `data/demonstration.json` states: where the invented sites lie. */
export const DemonstrationInputs = v.strictObject({
	/** ISO date before which every date of the set falls. */
	reference_date: v.pipe(v.string(), v.isoDate('une date AAAA-MM-JJ')),
	seed: v.pipe(v.number(), v.integer('un nombre entier')),
	sites: v.array(
		v.strictObject({
			name: v.pipe(v.string(), v.nonEmpty('un nom')),
			commune: v.pipe(v.string(), v.nonEmpty('un nom de commune')),
			lon: v.number('une longitude en degrés'),
			lat: v.number('une latitude en degrés'),
			bearing: v.number('un azimut en degrés'),
			plots: v.pipe(v.number(), v.integer('un nombre de terrains'), v.minValue(3)),
			hectares: v.pipe(v.number(), v.minValue(1)),
			site_type: v.picklist(siteLists.site_type),
			site_vocadomi: v.picklist(siteLists.site_vocadomi)
		})
	)
});

export type DemonstrationInputs = v.InferOutput<typeof DemonstrationInputs>;
export type SiteInput = DemonstrationInputs['sites'][number];

/** A place that a site's owner would cite: a junction, a station, a port. */
export interface Landmark {
	type: (typeof poiTypes)[number];
	name: string;
	lon: number;
	lat: number;
}

/** A river as a coarse line in degrees. */
export interface River {
	name: string;
	line: Position[];
}

/** A commune where firms stand outside any site. */
export interface Town {
	insee: string;
	name: string;
	lon: number;
	lat: number;
}

export interface DemonstrationContext {
	inputs: DemonstrationInputs;
	landmarks: Landmark[];
	towns: Town[];
	rivers: River[];
}
