import * as v from 'valibot';
import {
	buckets,
	envelopeDocuments,
	type Bucket,
	type EnvelopeDocument
} from '#lib/domain/ledger.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const count = v.pipe(v.number(), v.integer());
const day = v.string();
const said = { source: v.string(), sourceDate: day, demonstration: v.boolean() };

const Year = v.object({
	year: count,
	/** Communes that the file has this year of. */
	communes: count,
	m2: v.number(),
	activityM2: v.nullable(v.number())
});

const InBucket = v.object({
	/** Promised, and not yet in the years of the file. */
	promisedM2: v.number(),
	/** Taken since 2021, in the years of the file. */
	takenM2: v.number()
});

const Line = v.object({
	kind: v.picklist(['territoire', 'epci', 'commune']),
	id: v.string(),
	/** EPCI of a commune. */
	epci: v.nullable(v.string()),
	communes: count,
	epcis: count,
	years: v.array(Year),
	buckets: v.partial(
		v.object(
			Object.fromEntries(buckets.map((one) => [one, InBucket])) as Record<Bucket, typeof InBucket>
		)
	),
	/** Communes whose guarantee is recorded, and what they add up to. */
	guaranteed: count,
	guaranteedM2: v.number(),
	/** EPCI that have an envelope; the sum is null unless all have. */
	envelopes: count,
	envelopeM2: v.nullable(v.number())
});

const Envelope = v.object({
	epci: v.string(),
	m2: v.number(),
	kind: v.picklist(envelopeDocuments),
	title: v.string(),
	date: day,
	article: v.nullable(v.string()),
	url: v.nullable(v.string()),
	...said
});

const Project = v.object({
	id: v.string(),
	name: v.string(),
	commune: v.string(),
	epci: v.string(),
	bucket: v.picklist(buckets),
	m2: v.number(),
	committedOn: day,
	act: v.string(),
	takenOn: v.nullable(day),
	/** Whether its land is among what the file counts already. */
	inFile: v.boolean(),
	...said
});

const Guarantee = v.object({
	commune: v.string(),
	epci: v.string(),
	m2: v.number(),
	title: v.string(),
	act: v.string(),
	date: day,
	...said
});

const Facts = v.object({
	/** The vintage that was the last one known; null where there was none. */
	file: v.nullable(
		v.object({
			date: day,
			name: v.string(),
			demonstration: v.boolean(),
			firstYear: count,
			lastYear: count
		})
	),
	/** Day of the first vintage of all; null where there is none. */
	firstFile: v.nullable(day),
	lines: v.array(Line),
	envelopes: v.array(Envelope),
	projects: v.array(Project),
	guarantees: v.array(Guarantee)
});

export type LedgerFacts = v.InferOutput<typeof Facts>;
export type LedgerLine = v.InferOutput<typeof Line>;
export type LedgerFile = NonNullable<LedgerFacts['file']>;
export type LedgerEnvelope = v.InferOutput<typeof Envelope>;
export type LedgerProject = v.InferOutput<typeof Project>;
export type LedgerGuarantee = v.InferOutput<typeof Guarantee>;

/** What a commune took in a year, in m²; the part for activity is null where the file does not tell it. */
export interface ConsumptionRow {
	commune: string;
	annee: number;
	conso_m2: number;
	activite_m2: number | null;
}

/** The ledger of land, with the rights of the client. */
export const ledger = {
	/** What was known on a day (ISO), by commune, EPCI and for the territory. */
	facts: (client: BackendClient, query: { territory: string; day: string }): Promise<LedgerFacts> =>
		call(client, 'ledger_facts', { p_territory: query.territory, p_day: query.day }, Facts),

	/**
	 * Keeps a vintage of the yearly file, whole or not at all. Needs a service client.
	 * @param query.date ISO date of the file
	 * @throws BackendError 422 for a file of elsewhere or with communes missing, 400 for a value, 409 for a date that is kept
	 */
	importConsumption: (
		client: BackendClient,
		query: {
			territory: string;
			rows: readonly ConsumptionRow[];
			date: string;
			name: string;
			url: string | null;
		}
	): Promise<{ rows: number; invented: number }> =>
		call(
			client,
			'consumption_import',
			{
				...{ p_territory: query.territory, p_rows: query.rows, p_date: query.date },
				...{ p_name: query.name, p_url: query.url }
			},
			v.object({ rows: count, invented: count }),
			true
		),

	/** Keeps what an EPCI may take. @throws BackendError 403 for who is no agent of it, 400 for a value, an envelope without document among them */
	recordEnvelope: (
		client: BackendClient,
		territory: string,
		given: {
			epci: string;
			hectares: number;
			kind: EnvelopeDocument;
			title: string;
			date: string;
			article: string;
			url: string;
		}
	): Promise<string> =>
		call(
			client,
			'envelope_record',
			{
				...{ p_territory: territory, p_epci: given.epci, p_ha: given.hectares, p_kind: given.kind },
				...{ p_title: given.title, p_date: given.date, p_article: given.article, p_url: given.url }
			},
			v.string()
		),

	/** Keeps a project as it stands today; an empty id is a new one. @returns its id @throws BackendError 403, 400 */
	recordProject: (
		client: BackendClient,
		territory: string,
		given: {
			id: string;
			name: string;
			commune: string;
			bucket: Bucket;
			hectares: number;
			committedOn: string;
			act: string;
			takenOn: string | null;
			withdrawn: boolean;
		}
	): Promise<string> =>
		call(
			client,
			'project_record',
			{
				...{ p_territory: territory, p_id: given.id, p_name: given.name, p_commune: given.commune },
				...{ p_bucket: given.bucket, p_ha: given.hectares, p_committed: given.committedOn },
				...{ p_act: given.act, p_taken: given.takenOn, p_withdrawn: given.withdrawn }
			},
			v.string()
		),

	/** Keeps the guarantee of a commune. @throws BackendError 403 for who is no agent of its EPCI, 400 for a value */
	recordGuarantee: (
		client: BackendClient,
		territory: string,
		given: { commune: string; hectares: number; title: string; act: string; date: string }
	): Promise<string> =>
		call(
			client,
			'guarantee_record',
			{
				...{ p_territory: territory, p_commune: given.commune, p_ha: given.hectares },
				...{ p_title: given.title, p_act: given.act, p_date: given.date }
			},
			v.string()
		),

	/** Invents what the demonstration set lacks of the ledger, once; how many lines. Needs a service client. */
	demonstrate: (client: BackendClient, territory: string): Promise<number> =>
		call(client, 'ledger_demonstrate', { p_territory: territory }, count)
};
