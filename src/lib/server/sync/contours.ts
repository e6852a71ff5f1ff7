import * as v from 'valibot';
import type { RecordFeature, RecordLot } from '#lib/domain/import/record.ts';
import { memberEpci } from '#lib/seed/members.ts';
import { parseAnswer, surfaceIn } from './read-answer.ts';
import { fetchJson, SyncError, usualPatience, type FetchPatience } from './resilient-fetch.ts';

/** Service of the State that publishes the contours of communes and EPCI. */
export const officialService = 'https://geo.api.gouv.fr';

/** How contours came that were fetched here, as the records say it. */
export const syncMethod = 'synchronisation des contours officiels';

export interface ContoursRequest {
	/** Address of the service, without a slash at its end. */
	baseUrl: string;
	/** SIREN of the territory's EPCI. */
	sirens: readonly string[];
	/** ISO date of the synchronisation. */
	date: string;
	patience?: FetchPatience | undefined;
	/** Hears how many EPCI are fetched so far. */
	onProgress?: ((fetched: number) => void) | undefined;
}

export interface FetchedContours {
	lots: RecordLot[];
	/** Communes of the official list that the service did not give: their contour stays as it is. */
	missing: string[];
	/** Communes that the service gave and the official list does not have: left out. */
	strangers: string[];
}

const Surface = v.looseObject({ type: v.picklist(['Polygon', 'MultiPolygon']) });

const EpciAnswer = v.looseObject({ code: v.string(), contour: Surface });

const CommunesAnswer = v.looseObject({
	type: v.literal('FeatureCollection'),
	features: v.pipe(
		v.array(
			v.looseObject({
				geometry: Surface,
				properties: v.looseObject({ code: v.string(), surface: v.nullish(v.number()) })
			})
		),
		v.minLength(1, 'au moins une commune')
	)
});

/**
 * Fetches the contours of every EPCI and its communes, and answers only when it has them all.
 * @throws SyncError naming the address and what is wrong with its answer
 */
export async function fetchContours(request: ContoursRequest): Promise<FetchedContours> {
	const { sirens, onProgress } = request;
	const epci: RecordFeature[] = [];
	const communes: RecordFeature[] = [];
	const missing: string[] = [];
	const strangers: string[] = [];
	for (const [index, member] of memberEpci(sirens).entries()) {
		const siren = sirens[index] ?? '';
		epci.push(await fetchEpci(siren, request));
		const official = new Set(member?.communes.map(({ insee }) => insee));
		const given = await fetchCommunes(siren, request);
		const codes = new Set(given.map(({ properties }) => String(properties.comm_insee)));
		const members = given.filter(({ properties }) => official.has(String(properties.comm_insee)));
		if (members.length === 0) {
			throw new SyncError(
				`${request.baseUrl} : aucune commune de l’EPCI ${siren} dans la réponse.`
			);
		}
		communes.push(...members);
		missing.push(...[...official].filter((insee) => !codes.has(insee)));
		strangers.push(...[...codes].filter((insee) => !official.has(insee)));
		onProgress?.(index + 1);
	}
	const lots: RecordLot[] = [
		{ class: 'epci', features: epci },
		{ class: 'commune', features: communes }
	];
	return { lots, missing, strangers };
}

async function fetchEpci(siren: string, request: ContoursRequest): Promise<RecordFeature> {
	const url = `${request.baseUrl}/epcis/${siren}?fields=code,nom,population,contour`;
	const { code, contour } = parseAnswer(EpciAnswer, await ask(url, request), url);
	if (code !== siren)
		throw new SyncError(`${url} : l’EPCI reçu est ${code}, ${siren} est attendu.`);
	return {
		type: 'Feature',
		geometry: surfaceIn(contour, url),
		properties: { epci_siren: siren, ...provenanceOf(request) }
	};
}

async function fetchCommunes(siren: string, request: ContoursRequest): Promise<RecordFeature[]> {
	const url = `${request.baseUrl}/epcis/${siren}/communes?format=geojson&geometry=contour&fields=code,nom,population,surface`;
	const { features } = parseAnswer(CommunesAnswer, await ask(url, request), url);
	return features.map(({ geometry, properties: { code, surface } }) => ({
		type: 'Feature',
		geometry: surfaceIn(geometry, `${url} (commune ${code})`),
		properties: { comm_insee: code, surface_ha: surface ?? null, ...provenanceOf(request) }
	}));
}

function ask(url: string, { patience = usualPatience }: ContoursRequest): Promise<unknown> {
	return fetchJson(url, patience);
}

function provenanceOf({ date }: ContoursRequest): Record<string, string> {
	return {
		contour_methode: 'officiel',
		source_nom: 'IGN et INSEE, par geo.api.gouv.fr',
		source_date: date,
		source_methode: syncMethod,
		source_licence: 'Licence Ouverte 2.0',
		source_url: officialService
	};
}
