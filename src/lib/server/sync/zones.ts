import * as v from 'valibot';
import type { GivenZone } from '#lib/backend/planning.ts';
import { zoneTypes } from '#lib/domain/planning.ts';
import { parseAnswer, surfaceIn } from './read-answer.ts';
import { fetchJson, SyncError, usualPatience, type FetchPatience } from './resilient-fetch.ts';

export interface ZonesRequest {
	/** Address of API Carto, without a slash at its end. */
	baseUrl: string;
	/** Documents asked for: `DU_` and an INSEE code or a SIREN. */
	partitions: readonly string[];
	patience?: FetchPatience | undefined;
	/** Hears how many documents are answered so far. */
	onProgress?: ((answered: number) => void) | undefined;
}

/** The zones of a document; documents that the service does not have are left out. */
export interface FetchedZones {
	partition: string;
	zones: GivenZone[];
}

/** API Carto cuts an answer here, whatever is asked. */
const mostFeatures = 5000;

const text = v.nullish(v.string());

const Answer = v.looseObject({
	type: v.literal('FeatureCollection'),
	totalFeatures: v.nullish(v.number()),
	features: v.array(
		v.looseObject({
			id: v.nullish(v.union([v.string(), v.number()])),
			geometry: v.looseObject({ type: v.picklist(['Polygon', 'MultiPolygon']) }),
			properties: v.looseObject({
				gid: v.nullish(v.union([v.string(), v.number()])),
				typezone: v.picklist(zoneTypes),
				...{ libelle: text, datappro: text, urlfic: text, partition: v.string() }
			})
		})
	)
});

/** 20200302 or 2020-03-02 as an ISO date; null for anything else. */
function dayOf(given: string | null | undefined): string | null {
	const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(given ?? '') ?? [];
	return day === undefined ? null : `${year ?? ''}-${month ?? ''}-${day}`;
}

/**
 * Fetches the zones of each document whole, and answers only when every one is had.
 * @throws SyncError naming the address and what is wrong with its answer, a cut one among them
 */
export async function fetchZones(request: ZonesRequest): Promise<FetchedZones[]> {
	const { partitions, onProgress } = request;
	const found: FetchedZones[] = [];
	for (const [index, partition] of partitions.entries()) {
		const zones = await zonesOf(partition, request);
		if (zones.length > 0) found.push({ partition, zones });
		onProgress?.(index + 1);
	}
	if (found.length === 0)
		throw new SyncError(`${request.baseUrl} : aucune zone d’aucun document du territoire.`);
	return found;
}

async function zonesOf(
	partition: string,
	{ baseUrl, patience = usualPatience }: ZonesRequest
): Promise<GivenZone[]> {
	const url = `${baseUrl}/api/gpu/zone-urba?partition=${encodeURIComponent(partition)}`;
	const answer = await fetchJson(url, patience);
	const { features, totalFeatures } = parseAnswer(Answer, answer, url);
	const total = totalFeatures ?? features.length;
	if (features.length >= mostFeatures || features.length !== total)
		throw new SyncError(
			`${url} : ${features.length} zones reçues sur ${total} ; une réponse entière est attendue.`
		);
	return features.map(({ id, geometry, properties }, rank) => ({
		id: `${partition}/${String(id ?? properties.gid ?? rank)}`,
		type: properties.typezone,
		label: properties.libelle ?? null,
		approved: dayOf(properties.datappro),
		url: properties.urlfic ?? null,
		shape: surfaceIn(geometry, url)
	}));
}
