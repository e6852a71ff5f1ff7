import type { Feature, MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import type { LngLat } from '#lib/domain/feature.ts';
import { CodedError } from '#lib/domain/reason.ts';
import { fetchJson, SyncError, type FetchPatience } from '#lib/server/sync/resilient-fetch.ts';

/** A parcel of the cadastre. */
export interface Parcel {
	/** Its 14-character identifier. */
	id: string;
	/** Area that the cadastre states, in m². */
	statedM2: number | null;
	geometry: Polygon | MultiPolygon;
}

/** A parcel that could not be had. */
export class ParcelError extends CodedError {
	override name = 'ParcelError';
}

export interface ParcelService {
	/** Base address of API Carto: another one for a mirror, or in tests. */
	address: string;
	patience: FetchPatience;
}

/** Somebody waits for the answer: better told soon to draw the plot. */
const impatience: FetchPatience = { timeoutMs: 8000, attempts: 2, backoffMs: 300 };

/** API Carto of the IGN, unless FORGETERRE_API_CARTO names another address. */
export function parcelService(environment: Record<string, string | undefined>): ParcelService {
	const given = environment['FORGETERRE_API_CARTO']?.trim().replace(/\/+$/, '');
	return { address: given ? given : 'https://apicarto.ign.fr', patience: impatience };
}

/** Department, commune, former commune, section and number: `08105000AB0012`. */
const identifier = /^(\d[\dAB]\d{3})(\d{3})([\dA-Z]{2})(\d{4})$/;

function isSurface(value: unknown): boolean {
	return (
		typeof value === 'object' &&
		value !== null &&
		'type' in value &&
		(value.type === 'Polygon' || value.type === 'MultiPolygon')
	);
}

const Answer = v.object({
	features: v.array(
		v.object({
			properties: v.object({
				idu: v.string(),
				contenance: v.nullish(v.number(), null)
			}),
			geometry: v.custom<Polygon | MultiPolygon>(isSurface)
		})
	)
});

/** The service is asked once for each. */
const mostParcels = 30;

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
 * The parcels of these identifiers, in their order.
 * @throws ParcelError naming the first that is badly written or unknown, or where the service is out of reach
 */
export async function parcelsById(
	service: ParcelService,
	ids: readonly string[]
): Promise<Parcel[]> {
	if (ids.length > mostParcels) {
		throw new ParcelError('parcels_most', { count: ids.length, most: mostParcels });
	}
	const parcels: Parcel[] = [];
	for (const id of ids) {
		const [, commune, formerCommune, section, number] = identifier.exec(id) ?? [];
		if (!commune || !formerCommune || !section || !number) {
			throw new ParcelError('parcel_id', { value: id.slice(0, 30) });
		}
		const query = { code_insee: commune, com_abs: formerCommune, section, numero: number };
		const found = (await ask(service, query)).find((parcel) => parcel.id === id);
		if (!found) throw new ParcelError('parcel_unknown', { value: id });
		parcels.push(found);
	}
	return parcels;
}

/** The parcel at a point, null where there is none. @throws ParcelError where the service is out of reach */
export async function parcelAt(service: ParcelService, point: LngLat): Promise<Parcel | null> {
	const geom = JSON.stringify({ type: 'Point', coordinates: point });
	const [parcel] = await ask(service, { geom });
	return parcel ?? null;
}

async function ask(service: ParcelService, query: Record<string, string>): Promise<Parcel[]> {
	const address = `${service.address}/api/cadastre/parcelle?${new URLSearchParams(query).toString()}`;
	let body: unknown;
	try {
		body = await fetchJson(address, service.patience);
	} catch (fault) {
		if (!(fault instanceof SyncError)) throw fault;
		throw new ParcelError('cadastre_silent');
	}
	const parsed = v.safeParse(Answer, body);
	if (!parsed.success) {
		throw new ParcelError('cadastre_strange');
	}
	return parsed.output.features.map(({ properties, geometry }) => ({
		id: properties.idu,
		statedM2: properties.contenance,
		geometry
	}));
}

/** A parcel as a GeoJSON feature, for the map. */
export function parcelFeature({ id, statedM2, geometry }: Parcel): Feature {
	return { type: 'Feature', id, properties: { id, statedM2 }, geometry };
}
