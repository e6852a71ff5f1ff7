import * as v from 'valibot';
import type { LngLat } from '#lib/domain/feature.ts';
import { m } from '#lib/paraglide/messages.js';
import { DriveArea } from '#lib/search/find/drive-area.ts';

/** Longer than our server waits for the service: then the line itself is away. */
const patience = 12_000;

export type DriveAnswer =
	{ kind: 'area'; polygons: LngLat[][][] } | { kind: 'none'; sentence: string };

const none = (sentence: string): DriveAnswer => ({ kind: 'none', sentence });

/** The ground that a car reaches, from our server; a sentence where there is no answer. */
export async function askDriveArea(
	[lng, lat]: LngLat,
	minutes: number,
	signal: AbortSignal
): Promise<DriveAnswer> {
	const query = new URLSearchParams({ lng: lng.toFixed(5), lat: lat.toFixed(5) });
	query.set('minutes', String(minutes));
	try {
		const response = await fetch(`/voiture?${query.toString()}`, {
			signal: AbortSignal.any([signal, AbortSignal.timeout(patience)])
		});
		if (response.status === 429)
			return none(m.drive_often({ seconds: Number(response.headers.get('retry-after')) || 60 }));
		const parsed = v.safeParse(DriveArea, await response.json());
		if (!response.ok || !parsed.success) return none(m.drive_silent());
		const { service, polygons } = parsed.output;
		if (service === 'off') return none(m.drive_off());
		if (service === 'silent') return none(m.drive_silent());
		return { kind: 'area', polygons };
	} catch {
		return none(m.drive_silent());
	}
}
