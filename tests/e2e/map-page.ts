import { expect, type Page } from '@playwright/test';
import type { Map as MapLibreMap } from 'maplibre-gl';

declare global {
	interface Window {
		territoryMap?: MapLibreMap;
	}
}

/** Plots of the demonstration, and those of them that can be had: what the map opens on. */
export const allPlots = 400;
export const plotsOnSale = 82;

/** Opens a page of the map and waits until its first picture is drawn. */
export async function openMap(page: Page, path = '/'): Promise<void> {
	await page.addInitScript(() => {
		addEventListener('forgeterre:map', (event) => {
			window.territoryMap = (event as CustomEvent<MapLibreMap>).detail;
		});
	});
	await page.goto(path);
	await page.waitForFunction(() => window.territoryMap !== undefined);
}

/** Waits until the script of the page has taken it over: SvelteKit adds the announcer then. */
export async function scriptReady(page: Page): Promise<void> {
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

/** Different records of a property drawn by some layers, once the map has nothing left to do. */
export async function drawnRecords(page: Page, layers: string[]): Promise<number> {
	return page.evaluate(async (ids) => {
		const map = window.territoryMap;
		if (!map) return -1;
		const deadline = Date.now() + 5000;
		// Idle comes again and again; asking until it is loaded misses none of them.
		while (!map.loaded() && Date.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		// What is eliminated stays in its layer and is not drawn there.
		const drawn = map
			.queryRenderedFeatures({ layers: ids })
			.filter(({ state }) => !state['verdict']);
		return new Set(drawn.map((feature) => String(feature.properties.record))).size;
	}, layers);
}

/** The number in the result sentence. */
export async function plotCount(page: Page): Promise<number> {
	const text = await page.getByText(/^\d[\d\s\u202f]* terrains?$/).innerText();
	return Number(text.replace(/\D/g, ''));
}

/** Opens a criterion by the name of its heading. */
export async function openCriterion(page: Page, name: string): Promise<void> {
	const summary = page.locator('#criteria summary', { hasText: name });
	if ((await summary.locator('..').getAttribute('open')) === null) await summary.click();
}

/** What Chromium says of itself where it draws without a graphics card. */
const ofTheBrowser = /GPU stall due to ReadPixels/;

/** Every message of the console and every failed request but those of the outside base maps. */
export function collectFaults(page: Page): string[] {
	const faults: string[] = [];
	page.on('console', (message) => {
		const isFault = message.type() === 'error' || message.type() === 'warning';
		if (isFault && !ofTheBrowser.test(message.text())) faults.push(message.text());
	});
	page.on('pageerror', (error) => faults.push(error.message));
	return faults;
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow).toBeLessThanOrEqual(0);
}

/** A point of the screen inside a plot that is drawn as an area, with no firm over it. */
export async function insideFirstPlot(page: Page): Promise<{ x: number; y: number }> {
	return page.evaluate(async () => {
		const map = window.territoryMap;
		if (!map) throw new Error('no map');
		while (map.isMoving() || !map.loaded()) await new Promise((done) => setTimeout(done, 50));
		const frame = map.getCanvas().getBoundingClientRect();
		const plots = map
			.queryRenderedFeatures({ layers: ['plots-area'] })
			.filter(({ state }) => !state['verdict']);
		for (const { geometry } of plots) {
			const [ring = []] = geometry.type === 'Polygon' ? geometry.coordinates : [];
			const mean = (axis: 0 | 1) =>
				ring.reduce((sum, position) => sum + (position[axis] ?? 0), 0) / ring.length;
			const { x, y } = map.project([mean(0), mean(1)]);
			const over = map.queryRenderedFeatures(
				[
					[x - 6, y - 6],
					[x + 6, y + 6]
				],
				{ layers: ['firms-circle', 'firms-cluster'] }
			);
			const onScreen = x > 0 && y > 0 && x < frame.width - 500 && y < frame.height;
			if (ring.length > 0 && over.length === 0 && onScreen)
				return { x: x + frame.x, y: y + frame.y };
		}
		throw new Error('no plot is drawn as an area without a firm over it');
	});
}

/** Where a position in degrees is on the screen. */
export async function screenPoint(
	page: Page,
	position: [lng: number, lat: number]
): Promise<{ x: number; y: number }> {
	return page.evaluate((lngLat) => {
		const map = window.territoryMap;
		if (!map) throw new Error('no map');
		const { x, y } = map.project(lngLat);
		const frame = map.getCanvas().getBoundingClientRect();
		return { x: x + frame.x, y: y + frame.y };
	}, position);
}

/** What MapLibre knows of a ring of firms, and a point of the screen on it that nothing covers. */
export interface FirmRing {
	/** Where its firms are, in degrees. */
	centre: [lng: number, lat: number];
	x: number;
	y: number;
}

/** Ticks the layer of firms, which the map starts without. */
export async function showFirms(page: Page): Promise<void> {
	const legend = page.getByText('Légende et couches');
	await legend.click();
	await page.getByRole('checkbox', { name: /^Entreprises/ }).check();
	await legend.click();
}

/** A ring of firms whose middle can be clicked, once the map is still. */
export async function firmRing(page: Page): Promise<FirmRing> {
	return page.evaluate(async () => {
		const map = window.territoryMap;
		if (!map) throw new Error('no map');
		while (map.isMoving() || !map.loaded()) await new Promise((done) => setTimeout(done, 50));
		const canvas = map.getCanvas();
		const frame = canvas.getBoundingClientRect();
		const layers = ['firms-cluster'];
		for (const { geometry, properties } of map.queryRenderedFeatures({ layers })) {
			const id: unknown = properties['cluster_id'];
			if (geometry.type !== 'Point') continue;
			const centre = geometry.coordinates as [number, number];
			const from = map.project(centre);
			// A ring stands aside of its place.
			for (let aside = 8; aside < 30; aside += 2) {
				const [x, y] = [from.x + aside, from.y - aside];
				const [hit] = map.queryRenderedFeatures([x, y], { layers });
				const onTop = document.elementFromPoint(x + frame.x, y + frame.y) === canvas;
				const inside = x > 60 && y > 60 && y < frame.height - 60;
				if (onTop && inside && hit?.properties['cluster_id'] === id)
					return { centre, x: x + frame.x, y: y + frame.y };
			}
		}
		throw new Error('no ring of firms can be clicked');
	});
}

/** Where the map looks, once it is still. */
export async function mapView(page: Page) {
	return page.evaluate(async () => {
		const map = window.territoryMap;
		if (!map) throw new Error('no map');
		await new Promise((done) => setTimeout(done, 200));
		while (map.isMoving()) await new Promise((done) => setTimeout(done, 50));
		const [[west, south], [east, north]] = map.getBounds().toArray();
		return { zoom: map.getZoom(), west, south, east, north };
	});
}
