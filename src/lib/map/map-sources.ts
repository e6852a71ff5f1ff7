import type { GeoJSONSource, GeoJSONSourceSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { MapSource } from './map-layer.ts';

/**
 * Keeps the GeoJSON sources of a map in step with a list. MapLibre is handed the features themselves, once: a
 * component between would copy every number of them.
 */
export class MapSources {
	readonly #shown = new Map<string, MapSource['data']>();

	/** Adds the sources that are new, gives their new features to those that have others. */
	show(map: MapLibreMap, sources: readonly MapSource[]): void {
		for (const source of sources) {
			if (this.#shown.get(source.id) === source.data) continue;
			this.#shown.set(source.id, source.data);
			const shown = map.getSource<GeoJSONSource>(source.id);
			if (shown) void shown.setData(source.data as GeoJSON.GeoJSON);
			else map.addSource(source.id, specificationOf(source));
		}
	}
}

function specificationOf({ data, cluster }: MapSource): GeoJSONSourceSpecification {
	return {
		type: 'geojson',
		data: data as GeoJSON.GeoJSON,
		...(cluster && {
			cluster: true,
			clusterRadius: cluster.radius,
			clusterMaxZoom: cluster.maxZoom,
			clusterProperties: cluster.properties
		})
	};
}
