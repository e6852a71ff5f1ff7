import type { Geometry } from 'geojson';
import type { LngLat } from '#lib/domain/feature.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import { plotName } from '#lib/search/list-row.ts';
import type { RecordClass } from '#lib/search/list-view.ts';

/** A record whose card is open on the map. */
export interface ChosenKey {
	collection: RecordClass | 'epci';
	id: string;
}

/** What is drawn of it; in degrees. */
export interface ChosenRecord {
	name: string;
	geometry: Geometry;
	/** Where its name stands. */
	at: LngLat;
}

function middleOf(geometry: Geometry): LngLat {
	if (geometry.type === 'Point') return geometry.coordinates as LngLat;
	return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'
		? centreOf(geometry)
		: [0, 0];
}

function drawn(record: { name: string; geometry: Geometry | null } | undefined) {
	return record?.geometry
		? { name: record.name, geometry: record.geometry, at: middleOf(record.geometry) }
		: null;
}

/** Null where no visitor may see such a record, or where it has no place. */
export function chosenRecord(atlas: Atlas, { collection, id }: ChosenKey): ChosenRecord | null {
	switch (collection) {
		case 'terrains': {
			const placed = atlas.placedPlots.find(({ plot }) => plot.id === id);
			if (placed === undefined) return null;
			const { plot, centre } = placed;
			return { name: plotName(plot), geometry: plot.geometry, at: centre };
		}
		case 'sites':
			return drawn(atlas.sites.find((one) => one.id === id));
		case 'friches':
			return drawn(atlas.brownfields.find((one) => one.id === id));
		case 'epci':
			return drawn(atlas.epci.find(({ siren }) => siren === id));
		case 'etablissements': {
			const firm = atlas.firms.find(({ siret }) => siret === id);
			return firm
				? drawn({ name: firm.name, geometry: { type: 'Point', coordinates: firm.position } })
				: null;
		}
	}
}
