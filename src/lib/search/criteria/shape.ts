import type { AreaShape } from '#lib/geo/area-shape.ts';
import { pointsWithin } from '#lib/geo/points-within.ts';
import { prepareArea, shapesInArea } from '#lib/geo/prepared-area.ts';
import type { SearchColumns } from '../columns.ts';
import { criterion, failed, passed } from '../criterion.ts';
import { isServer } from '../is-server.ts';

/** How a plot must stand to the shape: share a point with it, lie in it, or have its centre in it. */
export const shapeRelations = ['touching', 'within', 'centre'] as const;
export type ShapeRelation = (typeof shapeRelations)[number];
/** What each is called in an address. */
export const relationWords = {
	touching: 'touche',
	within: 'dedans',
	centre: 'centre'
} as const satisfies Record<ShapeRelation, string>;

/** Finds, among some plots, those that stand to the shape asked as asked. */
function plotsOfShape(
	drawn: AreaShape | null,
	relation: ShapeRelation,
	columns: SearchColumns
): (plots: Uint32Array) => Uint32Array {
	const { centres } = columns;
	const { plots: scratch } = columns.scratch;
	if (drawn === null) return () => new Uint32Array();
	if (drawn.kind === 'circle' && relation === 'centre')
		return (plots) => {
			const among = plots === columns.everyPlot ? null : plots;
			return pointsWithin(centres, drawn.centre, drawn.radiusKm, among, scratch);
		};
	const area = prepareArea(drawn);
	return (plots) => shapesInArea(area, columns, relation, plots, scratch);
}

const relationInSql = isServer
	? `case
					when asked.shape ->> 'widthKm' is not null then verdict_on_corridor(
						$4, (asked.shape ->> 'widthKm')::float8, asked."shapeRelation", plot.geom, plot.centre
					)
					when asked."shapeRelation" = 'centre' and asked.shape ->> 'radiusKm' is not null then
						st_distancesphere(plot.centre, st_setsrid(st_makepoint(
							(asked.shape #>> '{centre,0}')::float8, (asked.shape #>> '{centre,1}')::float8
						), 4326), 6371008.8) / 1000 <= (asked.shape ->> 'radiusKm')::float8
					when asked."shapeRelation" = 'centre' then st_intersects($4, plot.centre)
					when asked."shapeRelation" = 'within' then exists (
						select from st_dump($4) as part where part.geom && plot.geom
							and st_coveredby(plot.geom, area_near(part.geom, plot.geom))
					)
					else st_intersects($4, plot.geom)
				end`
	: '';

/** Where a plot lies: by the area drawn, or outside of it. */
export const shape = criterion({
	id: 'shape',
	word: 'forme',
	field: 'geom',
	unit: null,
	judged: 'otherwise',
	alwaysKnown: true,
	fields: {
		shape: { kind: 'shape', name: 'forme', panel: { group: 'shape', control: 'shape' } },
		shapeRelation: {
			kind: 'word',
			name: 'forme_rapport',
			words: relationWords,
			absent: 'touching'
		},
		shapeOutside: { kind: 'flag', name: 'forme_dehors', opening: false }
	},
	isAsked: (asked) => asked.shape !== null,
	prepare: ({ shape: drawn, shapeRelation, shapeOutside }, columns) => {
		const standing = plotsOfShape(drawn, shapeRelation, columns);
		return {
			limits: [],
			judge: (verdicts) => {
				verdicts.fill(shapeOutside ? passed : failed);
				const own = shapeOutside ? failed : passed;
				for (const plot of standing(columns.everyPlot)) verdicts[plot] = own;
			},
			keep: (plots) => {
				if (!shapeOutside) return standing(plots);
				const all = plots.slice();
				const left = new Set(standing(plots));
				return all.filter((plot) => !left.has(plot));
			},
			valueAt: () => null
		};
	},
	onServer: isServer
		? {
				says: {
					shape:
						'Zone : polygone:lng,lat;…, rectangle:ouest,sud,est,nord, cercle:lng,lat,rayon_km, ' +
						'couloir:largeur_km;lng,lat;…, surfaces:anneau/trou|anneau, ' +
						'voiture:minutes,lng,lat,lieu;anneau/trou|anneau',
					shapeRelation: 'Le terrain touche la zone, y est, ou y a son centre',
					shapeOutside: 'oui : les terrains hors de la zone'
				},
				isAsked: '$4 is not null',
				sql: `${relationInSql} <> coalesce(asked."shapeOutside", false)`
			}
		: null
});
