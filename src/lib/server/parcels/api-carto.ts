import type { Feature } from 'geojson';
import { setting, type Environment } from '#env';
import type { LngLat } from '#lib/domain/feature.ts';
import { parcelId } from '#lib/domain/parcel-id.ts';
import { readOutside, type Reading } from '#lib/server/intake/read-outside.ts';
import {
	fetchBytes,
	LargeAnswer,
	SyncError,
	type FetchPatience
} from '#lib/server/sync/resilient-fetch.ts';
import { ParcelError, type Parcel, type ReadParcels } from './read-parcels.ts';

export interface ParcelService {
	/** Base address of API Carto: another one for a mirror, or in tests. */
	address: string;
	patience: FetchPatience;
}

/** Somebody waits for the answer: better told soon to draw the plot. */
const impatience: FetchPatience = { timeoutMs: 8000, attempts: 2, backoffMs: 300 };

/** API Carto of the IGN, unless FORGETERRE_API_CARTO names another address. */
export function parcelService(environment?: Environment): ParcelService {
	return { address: setting('FORGETERRE_API_CARTO', environment), patience: impatience };
}

/** The service is asked once for each. */
const mostParcels = 30;
/** Of one answer: a parcel takes some kilobytes. */
const mostBytes = 256 * 1024;

/** Identifiers written one after the other, with any separator, each once. */
export function parcelIdsOf(text: string): string[] {
	return [
		...new Set(
			text
				.toUpperCase()
				.split(/[^0-9A-Z]+/)
				.filter(Boolean)
		)
	];
}

/**
 * The parcels of these identifiers, in their order, and the surface that they make together.
 * @throws ParcelError naming the first that is badly written, or where the service is out of reach
 * @throws IntakeRefusal naming the first that is unknown, or where the service answers something else
 */
export async function parcelsById(
	service: ParcelService,
	ids: readonly string[],
	reading: Reading
): Promise<ReadParcels> {
	if (ids.length > mostParcels) {
		throw new ParcelError('parcels_most', { count: ids.length, most: mostParcels });
	}
	const queries = ids.map(queryOf);
	const answers: Uint8Array[] = [];
	for (const query of queries) answers.push(await ask(service, query, reading));
	return readOutside('parcels', { answers, ids: [...ids] }, reading);
}

function queryOf(id: string): Record<string, string> {
	const [, commune, formerCommune, section, number] = parcelId.exec(id) ?? [];
	if (!commune || !formerCommune || !section || !number) {
		throw new ParcelError('parcel_id', { value: id.slice(0, 30) });
	}
	return { code_insee: commune, com_abs: formerCommune, section, numero: number };
}

/** The parcel at a point, null where there is none. @throws as `parcelsById` */
export async function parcelAt(
	service: ParcelService,
	point: LngLat,
	reading: Reading
): Promise<Parcel | null> {
	const geom = JSON.stringify({ type: 'Point', coordinates: point });
	const answers = [await ask(service, { geom }, reading)];
	const { parcels } = await readOutside('parcels', { answers, ids: null }, reading);
	return parcels[0] ?? null;
}

async function ask(
	service: ParcelService,
	query: Record<string, string>,
	{ signal }: Reading
): Promise<Uint8Array> {
	const address = `${service.address}/api/cadastre/parcelle?${new URLSearchParams(query).toString()}`;
	try {
		return await fetchBytes(address, { ...service.patience, mostBytes, signal });
	} catch (fault) {
		if (fault instanceof LargeAnswer) throw new ParcelError('cadastre_strange');
		if (!(fault instanceof SyncError)) throw fault;
		throw new ParcelError('cadastre_silent');
	}
}

/** A parcel as a GeoJSON feature, for the map. */
export function parcelFeature({ id, statedM2, geometry }: Parcel): Feature {
	return { type: 'Feature', id, properties: { id, statedM2 }, geometry };
}
