import type { BackendClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { parseCommune, parseEpci } from '#lib/domain/place.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { writeLots } from '#lib/backend/write-lots.ts';
import { fetchContours, syncMethod, type FetchedContours } from './contours.ts';
import type { FetchPatience } from './resilient-fetch.ts';

export interface ContoursWork {
	/** With every right: a service client. */
	client: BackendClient;
	configuration: Pick<TerritoryConfiguration, 'id' | 'epci'>;
	/** Address of geo.api.gouv.fr, without a slash at its end. */
	baseUrl: string;
	now: Date;
	patience?: FetchPatience | undefined;
	/** Hears how many EPCI are fetched so far. */
	onProgress?: ((fetched: number) => void) | undefined;
}

/** Days after which official contours are asked for again: communes merge on the first of January, outlines are mended. */
const goodFor = 30;
const dayMs = 86_400_000;

/**
 * Puts the official contours in place of those of the EPCI and communes.
 * @param kept codes of those whose contour stays: SIREN and INSEE
 * @returns what was done, in sentences
 * @throws SyncError when the service did not give them all; what is in place then stays
 */
export async function replaceContours(
	{ client, configuration, now, ...asking }: ContoursWork,
	kept: ReadonlySet<string> = new Set()
): Promise<string> {
	const sirens = configuration.epci.map(({ siren }) => siren);
	const contours = await fetchContours({ ...asking, sirens, date: dayInFrance(now) });
	const lots = contours.lots.map((lot) => ({
		...lot,
		features: lot.features.filter(
			({ properties: { epci_siren, comm_insee } }) => !kept.has(String(comm_insee ?? epci_siren))
		)
	}));
	const written = await writeLots(client, { territory: configuration.id, lots });
	return [
		`Contours officiels en place : ${written.epci?.updated ?? 0} EPCI, ${written.commune?.updated ?? 0} communes.`,
		...remarks(contours)
	].join('\n');
}

function remarks({ missing, strangers }: FetchedContours): string[] {
	return [
		missing.length > 0 ? `Sans contour reçu, inchangées : ${missing.join(', ')}.` : null,
		strangers.length > 0 ? `Hors de la liste officielle, ignorées : ${strangers.join(', ')}.` : null
	].filter((remark) => remark !== null);
}

/**
 * As `replaceContours`, where contours are approximate or missing and none was fetched yet, or a month after the last
 * time, which the records keep as the date of their source. Contours that somebody imported are theirs, and stay.
 * @returns what was done; null where nothing was due
 */
export async function keepContours(work: ContoursWork): Promise<string | null> {
	const territory = work.configuration.id;
	const page = (collection: string) => features.page(work.client, { territory, collection });
	const stored = [
		...(await page('epci')).features.map((feature) => {
			const { siren, ...epci } = parseEpci(feature);
			return { code: siren, ...epci };
		}),
		...(await page('communes')).features.map((feature) => {
			const { insee, ...commune } = parseCommune(feature);
			return { code: insee, ...commune };
		})
	];
	const official = stored.filter(({ contour }) => contour === 'officiel');
	const [fetched = [], imported = []] = [true, false].map((ours) =>
		official.filter(({ provenance }) => (provenance.method === syncMethod) === ours)
	);
	const due =
		fetched.length > 0
			? fetched.every(({ provenance }) => olderThan(goodFor, provenance.date, work.now))
			: imported.length < stored.length;
	return due ? replaceContours(work, new Set(imported.map(({ code }) => code))) : null;
}

/** @param date ISO */
function olderThan(days: number, date: string, now: Date): boolean {
	return now.getTime() - Date.parse(date) >= days * dayMs;
}
