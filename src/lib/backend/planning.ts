import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import { documentScopes, type DocumentScope, type ZoneType } from '#lib/domain/planning.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const count = v.pipe(v.number(), v.integer());

const PlanningDocument = v.object({
	scope: v.picklist(documentScopes),
	/** SIREN or INSEE code of the place that it covers. */
	place: v.string(),
	title: v.string(),
	/** ISO date on which it took in the objective; null while it has not. */
	adoptedOn: v.nullable(v.string()),
	/** In %; null where nobody says. */
	reduction: v.nullable(v.number()),
	source: v.string(),
	sourceDate: v.string(),
	demonstration: v.boolean()
});
export type PlanningDocument = v.InferOutput<typeof PlanningDocument>;

/** A zone of a planning document, in degrees. */
export interface GivenZone {
	id: string;
	type: ZoneType;
	label: string | null;
	/** ISO date on which the document was approved. */
	approved: string | null;
	url: string | null;
	shape: Polygon | MultiPolygon;
}

/** Zones of planning documents and how these stand to their deadlines. */
export const planning = {
	/** Of every place of which something is recorded, SCoT last. */
	documents: (client: BackendClient, territory: string): Promise<PlanningDocument[]> =>
		call(client, 'planning_documents', { p_territory: territory }, v.array(PlanningDocument)),

	/** Keeps how the document of a place stands. @throws BackendError 403 for who is no agent there, 400 for a value */
	recordDocument: (
		client: BackendClient,
		territory: string,
		given: {
			scope: DocumentScope;
			place: string;
			title: string;
			adoptedOn: string | null;
			reduction: number | null;
		}
	): Promise<string> =>
		call(
			client,
			'document_record',
			{
				...{ p_territory: territory, p_scope: given.scope, p_place: given.place },
				...{ p_title: given.title, p_adopted: given.adoptedOn, p_reduction: given.reduction }
			},
			v.string()
		),

	/** Puts a document's zones in the place of those of before. Needs a service client. @throws BackendError 422 for none */
	replaceZones: (
		client: BackendClient,
		given: {
			territory: string;
			partition: string;
			zones: readonly GivenZone[];
			name: string;
			date: string;
			url: string | null;
		}
	): Promise<number> =>
		call(
			client,
			'zones_replace',
			{
				...{ p_territory: given.territory, p_partition: given.partition, p_zones: given.zones },
				...{ p_name: given.name, p_date: given.date, p_url: given.url }
			},
			count,
			true
		),

	/** Invents what the demonstration set lacks of zones, once; how many. Needs a service client. */
	demonstrate: (client: BackendClient, territory: string): Promise<number> =>
		call(client, 'planning_demonstrate', { p_territory: territory }, count)
};
