import type { Feature, Geometry } from 'geojson';
import {
	collectionDates,
	type CollectionName,
	type CollectionSummary
} from '#lib/backend/features.ts';
import type { Box } from '#lib/domain/feature.ts';

/** Counts a collection while it is read: what the function `collections_summary` counts in the database. */
export class CollectionTally {
	#count = 0;
	#geometries = 0;
	#demonstration = 0;
	#box: Box | null = null;
	#days: [string, string] | null = null;
	#latest: string | null = null;
	readonly #collection: CollectionName;
	readonly #sources = new Set<string>();
	readonly #licences = new Set<string>();

	constructor(collection: CollectionName) {
		this.#collection = collection;
	}

	/** @param box that of the feature's geometry; null without one */
	add({ properties }: Feature<Geometry | null>, box: Box | null): void {
		const { source_nom, source_licence, source_date, demonstration } = properties ?? {};
		this.#count += 1;
		if (demonstration === true) this.#demonstration += 1;
		if (typeof source_nom === 'string') this.#sources.add(source_nom);
		if (typeof source_licence === 'string') this.#licences.add(source_licence);
		if (typeof source_date === 'string' && source_date > (this.#latest ?? ''))
			this.#latest = source_date;
		this.#date(properties?.[collectionDates[this.#collection]]);
		if (box === null) return;
		this.#geometries += 1;
		const [west, south, east, north] = this.#box ?? box;
		this.#box = [
			Math.min(west, box[0]),
			Math.min(south, box[1]),
			Math.max(east, box[2]),
			Math.max(north, box[3])
		];
	}

	#date(day: unknown): void {
		if (typeof day !== 'string') return;
		const [first, last] = this.#days ?? [day, day];
		this.#days = [day < first ? day : first, day > last ? day : last];
	}

	summary(): CollectionSummary {
		return {
			collection: this.#collection,
			count: this.#count,
			bbox: this.#box,
			days: this.#days,
			geometries: this.#geometries,
			sources: [...this.#sources].sort(),
			licences: [...this.#licences].sort(),
			latest_source_date: this.#latest,
			demonstration: this.#demonstration
		};
	}
}
