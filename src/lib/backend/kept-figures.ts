import * as v from 'valibot';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const figure = v.nullable(v.number());
const Line = v.object({ key: v.nullable(v.string()), figures: v.record(v.string(), figure) });
const Source = v.object({
	source: v.string(),
	own: v.optional(v.literal(true)),
	date: v.string(),
	demonstration: v.boolean()
});
const Table = v.object({ lines: v.array(Line), total: v.nullable(Line), sources: v.array(Source) });
const Tables = v.record(v.string(), Table);
const OfPlaces = v.array(
	v.object({ place: v.string(), day: v.string(), table: v.nullable(Table) })
);
const At = v.object({
	/** The first day on which the place's figures were kept; null where they never were. */
	first: v.nullable(v.string()),
	kept: v.nullable(v.object({ day: v.string(), tables: Tables, demonstration: v.boolean() }))
});
const History = v.array(
	v.object({ day: v.string(), value: v.nullish(v.number(), null), demonstration: v.boolean() })
);

/** The planner's figures as a past day had them. */
export type KeptAt = v.InferOutput<typeof At>;
export type KeptDay = v.InferOutput<typeof History>[number];

interface PlaceToKeep {
	lieu: string;
	chiffres: object;
	demonstration: boolean;
}

/** Figures of places as they were kept, day after day. @see supabase/schemas/indicators */
export const keptFigures = {
	/** Keeps the figures that have changed. Needs a service client. @returns of how many places @throws BackendError 400 for a day that is not today */
	keep: (
		client: BackendClient,
		query: { territory: string; day: string; places: readonly PlaceToKeep[] }
	): Promise<number> =>
		call(
			client,
			'figures_keep',
			{ p_territory: query.territory, p_day: query.day, p_places: query.places },
			v.number(),
			true
		),

	/** What was kept of a place last on a day (ISO) or before. @param query.place as an address writes it */
	at: (
		client: BackendClient,
		query: { territory: string; place: string; day: string }
	): Promise<KeptAt> =>
		call(
			client,
			'figures_at',
			{ p_territory: query.territory, p_place: query.place, p_day: query.day },
			At
		),

	/** A table of every place as it was kept last on a day (ISO) or before; null of a place that was no more. */
	ofPlaces: (
		client: BackendClient,
		query: { territory: string; table: string; day: string }
	): Promise<v.InferOutput<typeof OfPlaces>> =>
		call(
			client,
			'figures_of_places',
			{ p_territory: query.territory, p_table: query.table, p_day: query.day },
			OfPlaces
		),

	/** One figure of a place on each day on which something of it was kept, the oldest first. */
	history: (
		client: BackendClient,
		query: {
			territory: string;
			place: string;
			table: string;
			line: string | null;
			column: string;
		}
	): Promise<KeptDay[]> =>
		call(
			client,
			'figures_history',
			{
				...{ p_territory: query.territory, p_place: query.place, p_table: query.table },
				...{ p_line: query.line, p_column: query.column }
			},
			History
		)
};
