import type { Feature } from 'geojson';
import type { LngLat } from '#lib/domain/feature.ts';
import { m } from '#lib/paraglide/messages.js';

/** Parcels that somebody points at, one after the other; pointed at again, one is put back. */
export class PickedParcels {
	picked = $state.raw<readonly Feature[]>([]);

	/** Identifiers of the cadastre. */
	get ids(): string[] {
		return this.picked.map(({ id }) => String(id));
	}

	/**
	 * @param address answers the parcel under a point
	 * @returns what came of it, in words
	 */
	async pick(address: string, [lng, lat]: LngLat): Promise<string> {
		const answer = await fetch(`${address}?lng=${lng.toFixed(7)}&lat=${lat.toFixed(7)}`);
		const found = (await answer.json()) as Feature | { message: string };
		if ('message' in found) return found.message;
		const others = this.picked.filter(({ id }) => id !== found.id);
		this.picked = others.length === this.picked.length ? [...this.picked, found] : others;
		return m.listing_parcels_picked({ count: this.picked.length });
	}
}
