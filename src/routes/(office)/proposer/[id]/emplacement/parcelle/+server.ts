import { m } from '#lib/paraglide/messages.js';
import { RefusedError } from '#lib/domain/reason.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { parcelAt, parcelFeature, parcelService } from '#lib/server/parcels/api-carto.ts';
import { requireMember } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';
import { refusalOf } from '../../../../refusal.ts';

/** The parcel under a click on the map: `?lng=&lat=` in degrees. */
export const GET: RequestHandler = async (event) => {
	requireMember(event);
	const [lng, lat] = ['lng', 'lat'].map((name) => Number(event.url.searchParams.get(name)));
	if (!(Math.abs(lng ?? NaN) <= 180 && Math.abs(lat ?? NaN) <= 90)) {
		return Response.json({ message: m.listing_parcel_no_point() }, { status: 400 });
	}
	try {
		const point = [lng ?? 0, lat ?? 0] as const;
		const parcel = await parcelAt(parcelService(), [...point], readingOf(event));
		return parcel
			? Response.json(parcelFeature(parcel))
			: Response.json({ message: m.listing_parcel_none_here() }, { status: 404 });
	} catch (fault) {
		if (!(fault instanceof RefusedError)) throw fault;
		return Response.json({ message: refusalOf(fault).message }, { status: 503 });
	}
};
