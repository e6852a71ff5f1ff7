import * as v from 'valibot';
import {
	decidingKinds,
	evidenceSaid,
	occupantKinds,
	unitStates,
	unknownReasons,
	type UnitState
} from '#lib/domain/inventory.ts';
import type { Visit, VisitPhoto } from '#lib/domain/visit.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const count = v.pipe(v.number(), v.integer());
const day = v.string();

const Line = v.object({
	/** 1 January at which the units were judged. */
	day,
	kind: v.picklist(['territoire', 'epci', 'commune', 'site']),
	id: v.string(),
	/** EPCI of a site or a commune, commune of a site: where most of it would be looked for. */
	epci: v.nullable(v.string()),
	commune: v.nullable(v.string()),
	...{ units: count, occupied: count, vacant: count, recent: count, free: count, unknown: count },
	...{ areaM2: v.number(), vacantM2: v.number(), unknownM2: v.number() },
	/** Employees of the occupants, or of those who left last. */
	...{ jobs: v.number(), vacantJobs: v.number(), unknownJobs: v.number(), withoutJobs: v.number() },
	/** Ground under buildings, and the area of the units of which it is known. */
	...{ footprintM2: v.number(), measuredM2: v.number() }
});

const Figures = v.object({
	source: v.object({ date: v.nullable(day), demonstration: v.nullable(v.boolean()) }),
	/** The first day on which anything was seen; null where nothing ever was. */
	firstSeen: v.nullable(day),
	lines: v.array(Line)
});

const Decided = v.object({
	said: v.picklist(evidenceSaid),
	kind: v.picklist(decidingKinds),
	seen: day,
	since: v.nullable(day),
	source: v.string(),
	siret: v.nullable(v.string()),
	demonstration: v.boolean()
});

const Occupant = v.object({
	kind: v.picklist(occupantKinds),
	siret: v.nullable(v.string()),
	name: v.nullable(v.string()),
	from: day,
	to: v.nullable(day),
	jobs: v.nullable(count),
	source: v.string(),
	date: day
});

const Unit = v.object({
	id: v.string(),
	siteId: v.string(),
	siteName: v.string(),
	commune: v.nullable(v.string()),
	epci: v.nullable(v.string()),
	parcels: v.nullable(v.string()),
	areaM2: v.number(),
	footprintM2: v.nullable(v.number()),
	state: v.picklist(unitStates),
	why: v.nullable(v.picklist(unknownReasons)),
	since: v.nullable(day),
	jobs: count,
	evidence: v.nullable(Decided),
	/** In degrees; told of the units of one site. */
	outline: v.nullable(
		v.object({
			type: v.literal('Polygon'),
			coordinates: v.array(v.array(v.array(v.number())))
		})
	),
	occupants: v.array(Occupant),
	/** Null for whoever is no agent of the EPCI. */
	owners: v.nullable(v.array(v.string()))
});

const Units = v.object({ total: count, units: v.array(Unit) });

const DueUnit = v.object({
	id: v.string(),
	siteId: v.string(),
	siteName: v.string(),
	commune: v.nullable(v.string()),
	epci: v.nullable(v.string()),
	areaM2: v.number(),
	why: v.picklist(unknownReasons),
	/** How many points of % the interval of the site narrows by, once the unit is seen. */
	points: v.number(),
	siteUnits: count,
	evidence: v.nullable(Decided),
	lon: v.number(),
	lat: v.number()
});

const Campaign = v.object({
	id: v.string(),
	epci: v.string(),
	/** 1 January at which the units were judged, and the day on which that was frozen. */
	day,
	frozenOn: day,
	demonstration: v.boolean(),
	by: v.nullable(v.string()),
	...{ units: count, vacant: count, unknown: count },
	...{ areaM2: v.nullable(v.number()), vacantM2: v.number() }
});

const Changes = v.object({
	epci: v.string(),
	former: day,
	later: day,
	formerFrozenOn: day,
	laterFrozenOn: day,
	demonstration: v.boolean(),
	unchanged: count,
	lines: v.array(
		v.object({
			change: v.picklist([
				...['vacant', 'reused', 'changed', 'split', 'merged', 'redrawn', 'new', 'gone']
			] as const),
			siteName: v.string(),
			before: v.array(v.string()),
			after: v.array(v.string()),
			formerStates: v.array(v.picklist(unitStates)),
			laterStates: v.array(v.picklist(unitStates)),
			areaM2: v.number()
		})
	)
});

export type InventoryFigures = v.InferOutput<typeof Figures>;
export type InventoryLine = v.InferOutput<typeof Line>;
export type InventoryUnit = v.InferOutput<typeof Unit>;
export type DueUnit = v.InferOutput<typeof DueUnit>;
export type Campaign = v.InferOutput<typeof Campaign>;
export type CampaignChanges = v.InferOutput<typeof Changes>;
export type CampaignChange = CampaignChanges['lines'][number]['change'];

/** Units of one answer, at most. */
export const mostUnits = 5000;

/** The article 220 inventory, with the rights of the client. */
export const inventory = {
	/** Figures of every place that has units, at each of some days (AAAA-01-01). */
	figures: (
		client: BackendClient,
		query: { territory: string; days: readonly string[] }
	): Promise<InventoryFigures> =>
		call(
			client,
			'inventory_figures',
			{ p_territory: query.territory, p_days: query.days },
			Figures
		),

	/** Units of a place, judged at a day, by site, of one state where one is asked; owners for agents of their EPCI alone. */
	units: (
		client: BackendClient,
		query: {
			territory: string;
			place: { kind: 'territoire' | 'epci' | 'commune' | 'site'; id: string };
			day: string;
			state?: UnitState | null;
			limit: number;
			offset: number;
		}
	): Promise<v.InferOutput<typeof Units>> =>
		call(
			client,
			'inventory_units',
			{
				...{ p_territory: query.territory, p_kind: query.place.kind, p_id: query.place.id },
				...{ p_day: query.day, p_state: query.state ?? null },
				...{ p_limit: query.limit, p_offset: query.offset }
			},
			Units
		),

	/** Units that nobody knows the state of, those first whose visit narrows a rate most. @throws BackendError 403 */
	worklist: async (
		client: BackendClient,
		query: { territory: string; day: string }
	): Promise<DueUnit[]> => {
		const parameters = { p_territory: query.territory, p_day: query.day };
		const answer = await call(
			client,
			'inventory_worklist',
			parameters,
			v.object({ units: v.array(DueUnit) })
		);
		return answer.units;
	},

	/**
	 * Keeps a visit; one that is there already is left as it is.
	 * @throws BackendError 404 for a unit of another EPCI, 400 for a value that is none, 409 for another visit of its id
	 */
	recordVisit: (
		client: BackendClient,
		territory: string,
		visit: Visit & { photo: VisitPhoto | null }
	): Promise<{ id: string; recorded: boolean }> =>
		call(
			client,
			'visit_record',
			{ p_territory: territory, p_visit: visit },
			v.object({ id: v.string(), recorded: v.boolean() })
		),

	/**
	 * Freezes what is known of an EPCI, judged at a 1 January.
	 * @throws BackendError 403 for who is no agent of it, 409 where one was frozen the same day, 422 without units
	 */
	freeze: (
		client: BackendClient,
		query: { territory: string; epci: string; day: string }
	): Promise<{ id: string; units: number }> =>
		call(
			client,
			'campaign_freeze',
			{ p_territory: query.territory, p_epci: query.epci, p_day: query.day },
			v.object({ id: v.string(), units: count })
		),

	/** Campaigns of a territory, by EPCI, the last first. */
	campaigns: (client: BackendClient, territory: string): Promise<Campaign[]> =>
		call(client, 'campaign_list', { p_territory: territory }, v.array(Campaign)),

	/** What changed between two campaigns of an EPCI. @throws BackendError 404 for two that do not follow each other */
	changes: (client: BackendClient, former: string, later: string): Promise<CampaignChanges> =>
		call(client, 'campaign_changes', { p_former: former, p_later: later }, Changes),

	/** Invents what the demonstration set lacks of the inventory, once; how many statements. Needs a service client. */
	demonstrate: (client: BackendClient, territory: string): Promise<number> =>
		call(client, 'inventory_demonstrate', { p_territory: territory }, count)
};
