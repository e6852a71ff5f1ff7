import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyOf, type ChangedCopy } from './changed-copy.ts';

let copy: ChangedCopy;

beforeAll(() => {
	copy = copyOf(['src/lib', 'messages', 'data']);
});

afterAll(() => {
	copy.remove();
});

/** Lorry parks, as a developer would draw a class that the points of interest hold already. */
const lorries = `
import { m } from '#lib/paraglide/messages.js';
import { asFeature, collect } from '../features.ts';
import type { MapLayer } from '../map-layer.ts';

export const lorriesLayer: MapLayer = {
	name: 'lorries',
	title: m.layer_lorries,
	collection: 'poi',
	legend: [],
	sources: ({ pois }) => [{
		id: 'lorries',
		data: collect(pois, ({ position }, at) => asFeature(at, { type: 'Point', coordinates: position }, {}))
	}],
	draw: (palette) => [{ id: 'lorries-circle', type: 'circle', source: 'lorries', paint: { 'circle-color': palette.labelSoft } }]
};`;

const asks = `
import { drawOrder } from '#lib/map/map-layer.ts';
import { mapLayers } from '#lib/map/layers/index.ts';
import { paletteOf } from '#lib/map/palette.ts';
import { isHiddenAtFirst } from '#lib/state/layer-names.ts';
import { readMapAddress } from '#lib/state/map-address.ts';
const layers = mapLayers({ epciColours: new Map(), rivers: { type: 'FeatureCollection', features: [] }, locale: 'fr' });
const drawn = layers.flatMap((layer) => layer.draw(paletteOf('light')).map(({ id }) => id));
console.log(JSON.stringify({
	hidden: isHiddenAtFirst('lorries'),
	legend: layers.map(({ name }) => name).includes('lorries'),
	address: readMapAddress(new URLSearchParams('couche=parkings')).shown,
	undrawn: drawn.filter((id) => !drawOrder.includes(id))
}));`;

it('of the map is its file, its name, its line of the index, its place in the order and its words', () => {
	copy.write('src/lib/map/layers/lorries.ts', lorries);
	copy.change('src/lib/map/layers/index.ts', '\t\tpoisLayer,', '\t\tpoisLayer,\n\t\tlorriesLayer,');
	copy.change(
		'src/lib/map/layers/index.ts',
		'import { plotsLayer }',
		"import { lorriesLayer } from './lorries.ts';\nimport { plotsLayer }"
	);
	copy.change('src/lib/map/map-layer.ts', "\t'pois-sign',", "\t'pois-sign',\n\t'lorries-circle',");
	copy.change(
		'src/lib/state/layer-names.ts',
		"pois: { word: 'reperes' }",
		"pois: { word: 'reperes' },\n\tlorries: { word: 'parkings', hiddenAtFirst: true }"
	);
	for (const language of ['fr', 'en'])
		copy.change(
			`messages/${language}.json`,
			'"layer_pois":',
			'"layer_lorries": "…",\n\t"layer_pois":'
		);

	expect([...copy.touched().keys()]).toEqual([
		...['messages/en.json', 'messages/fr.json', 'src/lib/map/layers/index.ts'],
		...['src/lib/map/layers/lorries.ts', 'src/lib/map/map-layer.ts', 'src/lib/state/layer-names.ts']
	]);
	copy.write('asks.ts', asks);
	expect(JSON.parse(copy.run('asks.ts'))).toEqual({
		...{ hidden: true, legend: true, address: ['lorries'], undrawn: [] }
	});
});
