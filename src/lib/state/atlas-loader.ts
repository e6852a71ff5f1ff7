import type { FeatureCollection, Geometry } from 'geojson';
import type { Plot } from '#lib/domain/plot.ts';
import type { ColumnarFeatures } from '#lib/search/columnar-transfer.ts';
import { parsePackedPlots } from '#lib/search/parse-packed-plots.ts';
import {
	atlasCollections,
	parseRecords,
	type AtlasCollection,
	type AtlasFeatures
} from '#lib/search/parse-records.ts';
import type { Records } from '#lib/search/records.ts';
import { pause } from './pause.ts';
import type { Workspace } from './workspace.svelte.ts';

/** After a return to the page, it asks a second time. */
const againMilliseconds = 4_000;
/** Features a request: the most that the server gives. */
const limit = 10_000;

type Page = FeatureCollection<Geometry | null> & { links: { rel: string; href: string }[] };

/** Where the page reads a collection: the plots by column, which are many, the others as anybody does. */
function addressOf(collection: AtlasCollection): string {
	if (collection === 'terrains') return '/atlas/terrains';
	return `/ogc/collections/${collection}/items?f=json&limit=${limit}`;
}

/** The collections that a page reads: without the plots where it asks for those of its frame. */
function collectionsOf(framed: boolean): readonly AtlasCollection[] {
	return framed ? atlasCollections.filter((name) => name !== 'terrains') : atlasCollections;
}

/** Everything that the page reads first: it may be asked for before any script runs. */
export const atlasAddresses = (framed: boolean) => collectionsOf(framed).map(addressOf);

async function readRecords(
	names: readonly AtlasCollection[],
	responses: readonly Response[]
): Promise<Records> {
	const answers = { ...nothingOf } as AtlasFeatures;
	let plots: Plot[] = [];
	await Promise.all(
		responses.map(async (response, index) => {
			const name = names[index] as AtlasCollection;
			if (name === 'terrains') plots = await readPlots(response);
			else answers[name] = await readPages(response);
		})
	);
	return { ...parseRecords(answers), plots };
}

const noFeatures: FeatureCollection<Geometry | null> = { type: 'FeatureCollection', features: [] };
const nothingOf = Object.fromEntries(atlasCollections.map((name) => [name, noFeatures]));

/** Many plots take long: other things of the page come between their slices. */
async function readPlots(response: Response): Promise<Plot[]> {
	const plots: Plot[] = [];
	for (const slice of parsePackedPlots((await response.json()) as ColumnarFeatures)) {
		plots.push(...slice);
		await pause();
	}
	return plots;
}

/** A collection from its first page on, following the links to the next. */
async function readPages(first: Response): Promise<FeatureCollection<Geometry | null>> {
	let page = (await first.json()) as Page;
	const features = [...page.features];
	let next = page.links.find(({ rel }) => rel === 'next');
	while (next) {
		const response = await fetch(next.href);
		if (!response.ok) throw new Error(`${next.href} : ${response.status}`);
		page = (await response.json()) as Page;
		features.push(...page.features);
		next = page.links.find(({ rel }) => rel === 'next');
	}
	return { type: 'FeatureCollection', features };
}

/**
 * Reads the territory's published records, and again when the visitor comes back to the page, so that
 * an import shows without a reload. Nothing is rebuilt when no collection has changed (ETag).
 */
export class AtlasLoader {
	readonly #workspace: Workspace;
	readonly #onchange: () => void;
	#etags = '';

	/** @param onchange hears that the records have changed since they were first read */
	constructor(workspace: Workspace, onchange: () => void) {
		this.#workspace = workspace;
		this.#onchange = onchange;
	}

	/** Loads now and on every return to the page; the answer stops it. */
	start(): () => void {
		const load = () => void this.#load();
		let again: ReturnType<typeof setTimeout> | undefined;
		const back = () => {
			if (document.visibilityState !== 'visible') return;
			load();
			// What was written a moment ago is being read: the server answers with the former meanwhile.
			clearTimeout(again);
			again = setTimeout(load, againMilliseconds);
		};
		load();
		document.addEventListener('visibilitychange', back);
		addEventListener('focus', back);
		return () => {
			clearTimeout(again);
			document.removeEventListener('visibilitychange', back);
			removeEventListener('focus', back);
		};
	}

	async #load(): Promise<void> {
		try {
			const names = collectionsOf(this.#workspace.framed);
			const responses = await Promise.all(names.map((name) => fetch(addressOf(name))));
			const refused = responses.find((response) => !response.ok);
			if (refused) throw new Error(`${refused.url} : ${refused.status}`);
			const etags = responses.map((response) => response.headers.get('etag') ?? '').join(' ');
			if (etags === this.#etags && etags.trim() !== '') return;
			await this.#workspace.showRecords(await readRecords(names, responses));
			if (this.#etags !== '') this.#onchange();
			this.#etags = etags;
		} catch (fault) {
			console.error(fault);
			// What was loaded before stays on the screen.
			if (this.#workspace.atlas === null) this.#workspace.loading = 'failed';
		}
	}
}
