import type { FeatureCollection } from 'geojson';
import type { MapLayer } from '../map-layer.ts';
import { brownfieldsLayer } from './brownfields.ts';
import { communesLayer } from './communes.ts';
import { constraintsLayer } from './constraints.ts';
import { epciLayer } from './epci.ts';
import { firmsLayer } from './firms.ts';
import { groundLayer } from './ground.ts';
import { plotsLayer } from './plots.ts';
import { poisLayer } from './pois.ts';
import { riversLayer } from './rivers.ts';
import { sitesLayer } from './sites.ts';

/** What the layers need to know of a territory. */
export interface LayerSetting {
	epciColours: ReadonlyMap<string, string>;
	rivers: FeatureCollection;
	/** The language of countries and figures. */
	locale: string;
}

const unknownEpciColour = '#7A736B';

/** The layers in the order of the legend: land first. */
export function mapLayers({ epciColours, rivers, locale }: LayerSetting): MapLayer[] {
	return [
		plotsLayer(locale),
		firmsLayer,
		brownfieldsLayer,
		sitesLayer,
		constraintsLayer,
		poisLayer,
		epciLayer((siren) => epciColours.get(siren) ?? unknownEpciColour),
		communesLayer,
		riversLayer(rivers),
		groundLayer(locale)
	];
}
