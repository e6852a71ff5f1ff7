import type { ColumnValue } from '#lib/domain/import/record.ts';
import type { NetworkFlag, PoiType } from '#lib/domain/vocabulary.ts';
import { toLambert93 } from '#lib/geo/lambert-93.ts';
import type { Landmark, SiteInput } from './inputs.ts';
import type { SeededRandom } from './random.ts';

/** Share of the sites that have each network. */
const networkShares: Record<NetworkFlag, number> = {
	reseau_eau_potable: 0.94,
	reseau_assainissement: 0.82,
	reseau_eau_pluviale: 0.7,
	reseau_electrique: 0.95,
	reseau_gaz: 0.55,
	reseau_fibre_optique: 0.68,
	reseau_fret_ferroviaire: 0.14,
	reseau_fluvial: 0.1,
	desserte_tc: 0.5
};

/** Share of the network flags that the owner has not filled in. */
const unstatedShare = 0.05;

/** Share of the sites whose owner declares the distances to motorway, station, airport and port. */
const declaringShare = 0.6;

/** A road in hills is longer than the crow flies. */
const roadDetour = 1.3;

/** Presence of each network; a flag left out is not known. */
export function networksOf(input: SiteInput, random: SeededRandom): Record<string, ColumnValue> {
	const flags = Object.entries(networkShares).map(([flag, share]): [string, ColumnValue] => {
		if (flag === 'reseau_fluvial' && input.site_vocadomi === 'portuaire') return [flag, 'oui'];
		if (random.chance(unstatedShare)) return [flag, null];
		const served = input.site_type === 'zone AU à vocation économique' ? share * 0.4 : share;
		return [flag, random.chance(served) ? 'oui' : 'non'];
	});
	return Object.fromEntries(flags);
}

/** Road serving the site and, where the owner declares them, distances by road in whole km. */
export function accessOf(
	input: SiteInput,
	landmarks: readonly Landmark[],
	random: SeededRandom
): Record<string, ColumnValue> {
	const road = `D${random.whole(1, 989)} (fictive)`;
	if (!random.chance(declaringShare)) return { desserte_route_nom: road };
	const motorway = nearest(input, landmarks, 'échangeur autoroutier');
	const station = nearest(input, landmarks, 'gare de voyageurs');
	const freight = nearest(input, landmarks, 'gare de fret');
	const airfield = nearest(input, landmarks, 'aérodrome');
	const port = nearest(input, landmarks, 'port');
	return {
		desserte_route_nom: road,
		autoroute_nom: motorway && (/A\d+/.exec(motorway.name)?.[0] ?? motorway.name),
		autoroute_echang_dist: motorway && motorway.km,
		gare_nom: station && station.name,
		gare_dist: station && station.km,
		gare_fret_nom: freight && freight.name,
		gare_fret_dist: freight && freight.km,
		aeroport_nom: airfield && airfield.name,
		aeroport_dist: airfield && airfield.km,
		port_nom: port && port.name,
		port_dist: port && port.km
	};
}

function nearest(
	{ lon, lat }: SiteInput,
	landmarks: readonly Landmark[],
	type: PoiType
): { name: string; km: number } | null {
	const [x = 0, y = 0] = toLambert93([lon, lat]);
	const byDistance = landmarks
		.filter((landmark) => landmark.type === type)
		.map((landmark) => {
			const [landmarkX = 0, landmarkY = 0] = toLambert93([landmark.lon, landmark.lat]);
			const metres = Math.hypot(landmarkX - x, landmarkY - y) * roadDetour;
			return { name: landmark.name, km: Math.max(1, Math.round(metres / 1000)) };
		})
		.sort((one, other) => one.km - other.km);
	return byDistance[0] ?? null;
}
