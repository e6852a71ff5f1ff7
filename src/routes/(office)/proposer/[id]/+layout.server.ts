import { error } from '@sveltejs/kit';
import { BackendError } from '#lib/backend/backend-error.ts';
import { listings } from '#lib/backend/listings.ts';
import type { Listing } from '#lib/domain/listing.ts';
import { m } from '#lib/paraglide/messages.js';
import { warmIntake } from '#lib/server/intake/read-outside.ts';
import { requireMember } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: LayoutServerLoad = async (event) => {
	requireMember(event);
	// The steps of a listing send outlines, photos and documents.
	warmIntake();
	const { id } = event.params;
	if (!uuid.test(id)) error(404, m.listing_unknown({ id }));
	return { listing: await listing(event.locals, id) };
};

async function listing({ supabase }: App.Locals, id: string): Promise<Listing> {
	try {
		return await listings.get(supabase, id);
	} catch (fault) {
		if (fault instanceof BackendError && fault.status === 404)
			error(404, m.listing_unknown({ id }));
		throw fault;
	}
}
