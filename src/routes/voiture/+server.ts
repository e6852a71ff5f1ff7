import { driveMinutes, type DriveMinutes } from '#lib/search/find/drive-minutes.ts';
import type { LngLat } from '#lib/domain/feature.ts';
import { appDriveAreas, waitForDrive } from '#lib/server/drive/app-drive-areas.ts';
import type { RequestHandler } from './$types';

/** Where somebody looks is kept by nobody on the way. */
const headers = { 'cache-control': 'no-store' };

/**
 * The ground that a car reaches: `?lng=` and `?lat=` in degrees, `?minutes=` of 10, 20 or 30. Answers `DriveArea`, also
 * where the service is silent; 400 for a bad question, 429 with `retry-after` in seconds for too many.
 */
export const GET: RequestHandler = async (event) => {
	const asked = askedOf(event.url.searchParams);
	if (typeof asked === 'string') return Response.json({ message: asked }, { status: 400, headers });
	const wait = waitForDrive(event);
	if (wait > 0) {
		const message = `Trop de calculs de trajet : attendez ${wait} s.`;
		return Response.json(
			{ message },
			{ status: 429, headers: { ...headers, 'retry-after': String(wait) } }
		);
	}
	return Response.json(await appDriveAreas().reach(asked.from, asked.minutes), { headers });
};

/** What is asked for, or what is wrong with it. */
function askedOf(parameters: URLSearchParams): { from: LngLat; minutes: DriveMinutes } | string {
	const [lng, lat] = ['lng', 'lat'].map((name) => parameters.get(name) ?? '') as [string, string];
	const isDegrees = (text: string, most: number) =>
		/^-?\d+(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= most;
	if (!isDegrees(lng, 180))
		return `lng : reçu « ${lng.slice(0, 30)} », attendu des degrés de -180 à 180.`;
	if (!isDegrees(lat, 90))
		return `lat : reçu « ${lat.slice(0, 30)} », attendu des degrés de -90 à 90.`;
	const given = parameters.get('minutes') ?? '';
	const minutes = driveMinutes.find((one) => String(one) === given);
	if (minutes === undefined)
		return `minutes : reçu « ${given.slice(0, 30)} », attendu ${driveMinutes.join(', ')}.`;
	return { from: [Number(lng), Number(lat)], minutes };
}
