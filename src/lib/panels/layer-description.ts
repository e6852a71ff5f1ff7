import type { LayerName } from '#lib/state/layer-names.ts';
import type { SwatchSample } from '#lib/ui/swatch-sample.ts';

/** What the layer panel says of a layer; the map room describes them, the page hands them down. */
export interface LayerDescription {
	name: LayerName;
	title: string;
	/** What is to be known before it is shown; null for nothing. */
	note: string | null;
	legend: { label: string; swatch: SwatchSample }[];
	/** Records of the layer; null for what is no collection. */
	count: number | null;
	sources: string[];
	/** ISO date of the most recent source. */
	date: string | null;
	licences: string[];
}
