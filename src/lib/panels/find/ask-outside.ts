import * as v from 'valibot';
import { OutsidePlaces } from '#lib/search/find/outside-places.ts';

/** Longer than our server waits for the service: then the line itself is away. */
const patience = 3_000;
const silent: OutsidePlaces = { service: 'silent', places: [] };

/**
 * Addresses or a parcel from our server.
 * @param query `{ texte }` or `{ parcelle }`
 * @returns null once somebody has typed on, else an answer, silent where there was none
 */
export async function askOutside(
	query: Record<string, string>,
	signal: AbortSignal
): Promise<OutsidePlaces | null> {
	try {
		const response = await fetch(`/lieux?${new URLSearchParams(query).toString()}`, {
			signal: AbortSignal.any([signal, AbortSignal.timeout(patience)])
		});
		if (!response.ok) return silent;
		const parsed = v.safeParse(OutsidePlaces, await response.json());
		return parsed.success ? parsed.output : silent;
	} catch {
		return signal.aborted ? null : silent;
	}
}
