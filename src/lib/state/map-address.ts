import type { LngLat } from '#lib/domain/feature.ts';
import { AddressReader, type AddressFault } from '#lib/search/address-reader.ts';
import { placeAround, type FoundPlace } from '#lib/search/find/suggestion.ts';
import { baseMaps, type BaseMap } from './layer-choice.svelte.ts';
import { layerNames, layerWord, type LayerName } from './layer-names.ts';
import { viewText, type MapView } from './map-place.svelte.ts';

/** Parameters of what is seen, beside what is asked: no criterion, no list of an export knows them. */
export const mapNames = {
	view: 'vue',
	place: 'lieu',
	shown: 'couche',
	hidden: 'sans_couche',
	base: 'fond',
	withinSeen: 'dans_cadre',
	asCards: 'en_fiches'
} as const;

/** What an address says of the map and of how its list is shown. */
export interface MapAddress {
	view: MapView | null;
	place: FoundPlace | null;
	shown: LayerName[];
	hidden: LayerName[];
	base: BaseMap | null;
	withinSeen: boolean;
	asCards: boolean;
}

const baseWords: Record<BaseMap, string> = {
	'built-in': 'simple',
	own: 'local',
	plan: 'plan',
	orthophotos: 'aerien'
};

const nearest = 19;
const farthest = 4;
const longestName = 120;

function positionOf(lat: string | undefined, lng: string | undefined): LngLat | null {
	const [x, y] = [lng, lat].map((text) => (text?.trim() ? Number(text) : Number.NaN)) as LngLat;
	return Math.abs(x) <= 180 && Math.abs(y) <= 85 ? [x, y] : null;
}

function readView(text: string): MapView | null {
	const [lat, lng, zoom, ...rest] = text.split(',');
	const centre = positionOf(lat, lng);
	const near = zoom?.trim() ? Number(zoom) : Number.NaN;
	const isZoom = near >= farthest && near <= nearest;
	return centre === null || !isZoom || rest.length > 0 ? null : { centre, zoom: near };
}

/** A place by latitude, longitude and name, which may hold commas. */
function readPlace(text: string): FoundPlace | null {
	const [lat, lng, ...words] = text.split(',');
	const position = positionOf(lat, lng);
	const name = words.join(',').trim();
	if (position === null || name === '' || name.length > longestName) return null;
	return placeAround(name, position);
}

const writePlace = ({ position: [lng, lat], name }: FoundPlace) =>
	`${Number(lat.toFixed(5))},${Number(lng.toFixed(5))},${name.slice(0, longestName)}`;

function readLayers(read: AddressReader, parameter: string): LayerName[] {
	const words = read.many(parameter, layerNames.map(layerWord));
	return layerNames.filter((name) => words.includes(layerWord(name)));
}

/** Reads what an address says of the map; what cannot be used is left out and named in `faults`. */
export function readMapAddress(
	parameters: URLSearchParams
): MapAddress & { faults: AddressFault[] } {
	const read = new AddressReader(parameters);
	const word = read.one(mapNames.base, Object.values(baseWords), null);
	const flag = (name: string) => read.one(name, ['oui', 'non'], 'non') === 'oui';
	return {
		view: read.written(mapNames.view, readView, '49.775,4.716,11'),
		place: read.written(mapNames.place, readPlace, '49.775,4.716,Mairie'),
		shown: readLayers(read, mapNames.shown),
		hidden: readLayers(read, mapNames.hidden),
		base: baseMaps.find((base) => baseWords[base] === word) ?? null,
		withinSeen: flag(mapNames.withinSeen),
		asCards: flag(mapNames.asCards),
		faults: read.faults
	};
}

/** The word of a base map in an address. */
export const baseWord = (base: BaseMap) => baseWords[base];

/** An address that names the base map which is shown, whether anybody asked for it or not; the built-in one is not named. */
export function withShownBase(search: string, base: BaseMap): string {
	const others = search
		.replace(/^\?/, '')
		.split('&')
		.filter((part) => part !== '' && !part.startsWith(`${mapNames.base}=`));
	const named = base === 'built-in' ? others : [...others, `${mapNames.base}=${baseWords[base]}`];
	return named.length > 0 ? `?${named.join('&')}` : '';
}

/** Writes the shortest query string (without `?`) that `readMapAddress` reads back. */
export function writeMapAddress(of: MapAddress): string {
	const entries: [name: string, values: readonly string[]][] = [
		[mapNames.withinSeen, of.withinSeen ? ['oui'] : []],
		[mapNames.asCards, of.asCards ? ['oui'] : []],
		[mapNames.shown, of.shown.map((layer) => layerWord(layer))],
		[mapNames.hidden, of.hidden.map((layer) => layerWord(layer))],
		[mapNames.base, of.base === null ? [] : [baseWords[of.base]]],
		[mapNames.place, of.place === null || of.place.isOwn ? [] : [writePlace(of.place)]],
		[mapNames.view, of.view === null ? [] : [viewText(of.view)]]
	];
	// Commas stay, so that people can read where the map looks.
	return entries
		.flatMap(([name, values]) =>
			values.map((value) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
		)
		.join('&');
}
