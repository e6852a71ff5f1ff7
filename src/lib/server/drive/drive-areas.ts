import type { LngLat } from '#lib/domain/feature.ts';
import type { DriveArea } from '#lib/search/find/drive-area.ts';
import type { DriveMinutes } from '#lib/search/find/drive-minutes.ts';
import { RestingService } from '../outside/resting-service.ts';
import { readDriveAnswer } from './read-drive-answer.ts';

export interface DriveAreasOptions {
	/** Address of the service, as FORGETERRE_ISOCHRONE_URL says it; null where none is asked. */
	address: string | null;
	/** Longest wait for an answer, in ms: half an hour by car takes the service some seconds. */
	patience?: number;
	now?: () => number;
}

/** The outline of a town by every lane takes some hundred kilobytes. */
const mostBytes = 2 * 1024 * 1024;

/** Asks a service of the shape of the Géoplateforme's how far a car comes. */
export class DriveAreas {
	readonly #address: string | null;
	readonly #service: RestingService<DriveArea['polygons']>;

	constructor({ address, patience = 8_000, now = Date.now }: DriveAreasOptions) {
		this.#address = address;
		const name = 'Le service des temps de trajet';
		this.#service = new RestingService({ name, patience, mostBytes, now });
	}

	/** The ground that a car reaches from a point; says so where the service gives no answer. Never throws. */
	async reach([lng, lat]: LngLat, minutes: DriveMinutes): Promise<DriveArea> {
		if (this.#address === null) return { service: 'off', polygons: [] };
		const parameters = new URLSearchParams({
			// Some ten metres: who asks for the same house is answered the same.
			point: `${lng.toFixed(4)},${lat.toFixed(4)}`,
			resource: 'bdtopo-valhalla',
			profile: 'car',
			direction: 'departure',
			costType: 'time',
			costValue: String(minutes),
			timeUnit: 'minute',
			geometryFormat: 'geojson',
			crs: 'EPSG:4326'
		});
		const url = `${this.#address}?${parameters.toString()}`;
		const polygons = await this.#service.ask(url, readDriveAnswer);
		return polygons === null
			? { service: 'silent', polygons: [] }
			: { service: 'answering', polygons };
	}
}
