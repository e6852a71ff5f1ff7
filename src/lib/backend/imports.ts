import type { Feature } from 'geojson';
import * as v from 'valibot';
import { recordClasses, type RecordClass, type RecordFeature } from '#lib/domain/import/record.ts';
import { askedAhead } from './asked-ahead.ts';
import { call } from './call.ts';
import { serverAccess, type BackendClient } from './client.ts';

/** Classes of record that an import can bring, in the order in which a lot applies them. */
export const importClasses = recordClasses;

export type ImportClass = RecordClass;

const count = v.pipe(v.number(), v.integer());

const Outcome = v.object({
	inserted: count,
	updated: count,
	/** Keys of the records outside every commune of the territory. */
	outside: v.array(v.string())
});

const Outcomes = v.partial(v.object(v.entriesFromList(importClasses, Outcome)));

/** What the database has to say of a staged record. */
const Remark = v.object({
	/** Key of the record. */
	id: v.string(),
	code: v.picklist([
		'misfit',
		'geometry',
		'foreign',
		'distance',
		'commune',
		'epci',
		'unknown',
		'twin',
		'corrected'
	]),
	field: v.nullable(v.string()),
	value: v.nullable(v.string())
});

export type ImportRemark = v.InferOutput<typeof Remark>;

const degrees = v.number();

const Pages = v.object({
	/** Ranks of the records that each page begins with. */
	starts: v.array(count),
	/** West, south, east, north of the territory; null without contours. */
	box: v.nullable(v.tuple([degrees, degrees, degrees, degrees]))
});

/** A page of a review. */
export interface Reviewed {
	box: v.InferOutput<typeof Pages>['box'];
	remarks: ImportRemark[];
}

/** Records reviewed in one call: readers of an embedded database, which answers one after the other, pass in between. */
const reviewedAtOnce = { embedded: 500, server: 2_500 };

const Kept = v.record(v.string(), count);

export type ImportOutcome = v.InferOutput<typeof Outcome>;
export type ImportOutcomes = Partial<Record<ImportClass, ImportOutcome>>;

/**
 * What is staged in one request: enough to be quick, few enough for the limit on bodies and for readers of the
 * embedded database to pass in between. Detailed contours are heavy, whatever their number.
 */
const parcelFeatures = 500;
const parcelCharacters = 4_000_000;

export type StagedFeatures = {
	/** A UUID of the caller's: one lot is one transaction. */
	lot: string;
	class: ImportClass;
	/** Properties are the columns of the class; geometry is in degrees (EPSG:4326). */
	features: readonly (Feature | RecordFeature)[];
	/** Hears how many features of this call are staged so far. */
	onProgress?: ((staged: number) => void) | undefined;
};

/** The one way in for records; every call needs a service client. */
export const imports = {
	/**
	 * Stages features of a class under a lot, in numbered parcels, all of a class in one call; nothing shows before
	 * `apply`. A parcel that is sent twice for want of an answer is staged once.
	 */
	async stage(client: BackendClient, query: StagedFeatures): Promise<number> {
		let staged = 0;
		const { answersAtOnce } = serverAccess(client);
		const asked = askedAhead(parcelsOf(query.features), answersAtOnce, ({ piece, text }) =>
			call(
				client,
				'import_chunk',
				// As one text, which the API hands on without reading it.
				{ p_lot: query.lot, p_class: query.class, p_piece: piece, p_features: text },
				count
			)
		);
		for await (const taken of asked) {
			staged += taken;
			query.onProgress?.(staged);
		}
		return staged;
	},

	/**
	 * Writes a staged lot in one transaction, all of it or nothing.
	 * @throws BackendError 422 naming record, field, value and what was expected; the lot then
	 * stays staged until `discard`
	 */
	apply: (
		client: BackendClient,
		query: { lot: string; territory: string }
	): Promise<ImportOutcomes> =>
		call(client, 'import_apply', { p_lot: query.lot, p_territory: query.territory }, Outcomes),

	/** What there is to say of the records of a class in a staged lot, page by page. */
	async *review(
		client: BackendClient,
		{ lot, territory, class: recordClass }: { lot: string; territory: string; class: ImportClass }
	): AsyncGenerator<Reviewed> {
		const { answersAtOnce } = serverAccess(client);
		const asked = { p_lot: lot, p_territory: territory, p_class: recordClass };
		const size = { p_limit: reviewedAtOnce[answersAtOnce > 1 ? 'server' : 'embedded'] };
		const { starts, box } = await call(client, 'import_pages', { ...asked, ...size }, Pages);
		const pages = askedAhead(starts, answersAtOnce, (p_start) =>
			call(client, 'import_review', { ...asked, ...size, p_start }, v.array(Remark))
		);
		for await (const remarks of pages) yield { box, remarks };
	},

	/** Records of a reviewed lot that lie elsewhere than in some EPCI, or whose key is that of one that does. */
	elsewhere: (
		client: BackendClient,
		query: { lot: string; class: ImportClass; epci: readonly string[] }
	): Promise<{ id: string; epci: string | null }[]> =>
		call(
			client,
			'import_elsewhere',
			{ p_lot: query.lot, p_class: query.class, p_epci: query.epci },
			v.array(v.object({ id: v.string(), epci: v.nullable(v.string()) }))
		),

	/** Takes records out of a staged lot; how many. */
	drop: (
		client: BackendClient,
		query: { lot: string; class: ImportClass; keys: readonly string[] }
	): Promise<number> =>
		call(
			client,
			'import_drop',
			{ p_lot: query.lot, p_class: query.class, p_keys: query.keys },
			count
		),

	/** What a staged lot leaves as it is stored: by column, for how many records. */
	kept: (
		client: BackendClient,
		query: { lot: string; class: ImportClass }
	): Promise<Record<string, number>> =>
		call(client, 'import_kept', { p_lot: query.lot, p_class: query.class }, Kept),

	/** Drops a staged lot; the number of features dropped. */
	discard: (client: BackendClient, lot: string): Promise<number> =>
		call(client, 'import_discard', { p_lot: lot }, count),

	/** Drops the lots that nobody has added to for so many hours; the number of features dropped. */
	forgetAbandoned: (client: BackendClient, hours: number): Promise<number> =>
		call(client, 'import_forget_abandoned', { p_hours: hours }, count)
};

interface Parcel {
	/** Its number within the class and the lot. */
	piece: number;
	/** A JSON array. */
	text: string;
}

/** Features in the parcels that travel together. */
function* parcelsOf(features: StagedFeatures['features']): Generator<Parcel> {
	let parcel: string[] = [];
	let [piece, characters] = [0, 0];
	const packed = (): Parcel => ({ piece: piece++, text: `[${parcel.join(',')}]` });
	for (const feature of features) {
		const text = JSON.stringify(feature);
		const full = characters + text.length > parcelCharacters || parcel.length === parcelFeatures;
		if (parcel.length > 0 && full) {
			yield packed();
			[parcel, characters] = [[], 0];
		}
		parcel.push(text);
		characters += text.length;
	}
	if (parcel.length > 0) yield packed();
}
