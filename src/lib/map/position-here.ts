import type { LngLat } from '#lib/domain/feature.ts';

/** Why a device does not say where it is; `insecure` where the page did not come by https. */
export type PositionFault = 'refused' | 'unknown' | 'insecure';

/** Longest wait for a position, in ms. */
const patience = 10_000;
const metresPerDegree = 111_320;
/** Degrees around it that are shown at least: some streets. */
const least = 0.004;

/** Where the device is, and how many degrees around hold it for sure; or why it does not say. */
export function positionHere(): Promise<{ position: LngLat; degrees: number } | PositionFault> {
	if (!isSecureContext || !('geolocation' in navigator)) return Promise.resolve('insecure');
	return new Promise((resolve) => {
		navigator.geolocation.getCurrentPosition(
			({ coords: { longitude, latitude, accuracy } }) =>
				resolve({
					position: [longitude, latitude],
					degrees: Math.max(least, accuracy / metresPerDegree)
				}),
			({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'refused' : 'unknown'),
			{ enableHighAccuracy: true, timeout: patience, maximumAge: 60_000 }
		);
	});
}
