import type { LineString, MultiLineString } from 'geojson';
import * as v from 'valibot';
import { boundaryKinds } from './boundary-kinds.ts';
import { Surface } from './surface.ts';
import { constraintTypes } from './constraint-kinds.ts';

const Layer = v.pipe(
	v.object({
		contrainte_type: v.picklist(constraintTypes),
		chargee: v.boolean(),
		sources: v.array(
			v.object({
				source_nom: v.string(),
				source_date: v.string(),
				contrainte_nom: v.nullable(v.string())
			})
		),
		geometrie: v.nullable(Surface)
	}),
	v.transform(({ contrainte_type, chargee, sources, geometrie }) => ({
		kind: contrainte_type,
		isLoaded: chargee,
		sources: sources.map((one) => ({
			source: one.source_nom,
			date: one.source_date,
			name: one.contrainte_nom
		})),
		geometry: geometrie
	}))
);

const Boundary = v.pipe(
	v.object({
		nature: v.picklist(boundaryKinds),
		voisin: v.nullable(v.string()),
		recul_m: v.nullable(v.number()),
		trace: v.custom<LineString | MultiLineString>(
			(input) => typeof input === 'object' && input !== null && 'coordinates' in input,
			'une ligne'
		)
	}),
	v.transform(({ nature, voisin, recul_m, trace }) => ({
		kind: nature,
		/** The plot that lies along it. */
		neighbour: voisin,
		/** Its own setback in m; null for the one that holds everywhere. */
		metres: recul_m,
		/** In degrees. */
		line: trace
	}))
);

/** The limit of some ground by what lies beyond. */
export const Boundaries = v.array(Boundary);
export type BoundaryPart = v.InferOutput<typeof Boundary>;

/** What the database takes off a plot, a site or a drawn area: the functions `plot_net_area`, `site_net_area`, `area_net_area`. */
export const PlotNetArea = v.pipe(
	v.object({
		terr_surf_nette: v.nullish(v.number(), null),
		contour: Surface,
		recul_m: v.number(),
		couches: v.array(Layer),
		limites: v.optional(Boundaries, [])
	}),
	v.transform(({ terr_surf_nette, contour, recul_m, couches, limites }) => ({
		/** In hectares, as the search knows it of a plot; null of other ground, and where nothing counts. */
		netHa: terr_surf_nette,
		/** In degrees, exact to the millimetre: what pages are served elsewhere is rounded to ten centimetres. */
		outline: contour,
		/** The territory's setback from the plot's limit, in m. */
		setback: recul_m,
		/** Kinds that count, in the order in which they are taken off; geometries in degrees, cut to the plot. */
		layers: couches,
		/** Its limit by what lies beyond; of a plot only where the territory's setbacks depend on it. */
		boundaries: limites
	}))
);
export type PlotNetArea = v.InferOutput<typeof PlotNetArea>;
export type NetAreaLayer = PlotNetArea['layers'][number];
