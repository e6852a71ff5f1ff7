import * as v from 'valibot';
import { consultedAs } from '#lib/domain/consultation.ts';
import { evidenceKinds, evidenceSaid } from '#lib/domain/inventory.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const day = v.string();

const Evidence = v.object({
	id: v.string(),
	said: v.picklist(evidenceSaid),
	kind: v.picklist(evidenceKinds),
	seen: day,
	since: v.nullable(day),
	note: v.nullable(v.string()),
	by: v.nullable(v.string()),
	source: v.string(),
	demonstration: v.boolean(),
	/** Where the observer stood, in degrees, and how precisely that is known, in metres. */
	...{ lon: v.nullable(v.number()), lat: v.nullable(v.number()) },
	precision: v.nullable(v.number()),
	photo: v.boolean()
});

const Contest = v.object({
	kind: v.literal('déclaration contestée'),
	on: day,
	role: v.picklist(consultedAs),
	note: v.nullable(v.string()),
	/** When the consultation was opened. */
	opened: day
});

const UnitEvidence = v.object({
	id: v.string(),
	siteId: v.nullable(v.string()),
	siteName: v.nullable(v.string()),
	parcels: v.nullable(v.string()),
	/** The latest first. */
	evidence: v.array(Evidence),
	/** What people consulted said is wrong, the latest first: until then nothing known of the unit counts. */
	contested: v.array(Contest)
});

export type UnitEvidence = v.InferOutput<typeof UnitEvidence>;
export type Evidence = UnitEvidence['evidence'][number];

/** What is known of a unit and of whom, for the agents of its EPCI. */
export const unitEvidence = {
	/** What was seen of a unit, by whom and where. @throws BackendError 404 for a unit of another EPCI */
	read: (
		client: BackendClient,
		query: { territory: string; unit: string }
	): Promise<UnitEvidence> =>
		call(
			client,
			'unit_evidence',
			{ p_territory: query.territory, p_unit: query.unit },
			UnitEvidence
		),

	/** Where the photo of a visit lies in the storage, by the visit's UUID; null for who is no agent of its EPCI. */
	photo: (client: BackendClient, visit: string): Promise<{ path: string; type: string } | null> =>
		call(
			client,
			'visit_photo',
			{ p_visit: visit },
			v.nullable(v.object({ path: v.string(), type: v.string() }))
		)
};
