import type { Box } from '#lib/domain/feature.ts';
import { randomNumbers } from '../../tests/bench/synthetic-plots.ts';

export async function readJson(address: string): Promise<unknown> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address} : ${response.status} ${await response.text()}`);
	return response.json();
}

/** The box that the plots of a running server lie in. */
export async function plotsBox(server: string): Promise<Box> {
	const { extent } = (await readJson(`${server}/ogc/collections/terrains?f=json`)) as {
		extent: { spatial: { bbox: [Box] } };
	};
	return extent.spatial.bbox[0];
}

/** Keys of features of a collection, the first hundred. */
export async function keysOf(server: string, collection: string): Promise<string[]> {
	const address = `${server}/ogc/collections/${collection}/items?limit=100`;
	const { features } = (await readJson(address)) as { features: { id: string }[] };
	return features.map(({ id }) => id);
}

/** Boxes within another, of this share of its width and height, never the same twice. */
export function boxesWithin([west, south, east, north]: Box, share: number, seed: number) {
	const random = randomNumbers(seed);
	const [width, height] = [(east - west) * share, (north - south) * share];
	return (): Box => {
		const [x, y] = [
			west + (east - west - width) * random(),
			south + (north - south - height) * random()
		];
		return [x, y, x + width, y + height].map((degrees) => Number(degrees.toFixed(6))) as Box;
	};
}
