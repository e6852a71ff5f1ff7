import { redirect } from '@sveltejs/kit';
import { stepOf } from '#lib/domain/listing-fields.ts';
import type { PageServerLoad } from './$types';
import { listingPath } from '../listing-path.ts';

/** On to the first step that lacks something, or to the preview. */
export const load: PageServerLoad = async ({ parent }) => {
	const { listing } = await parent();
	const [missing] = listing.manque;
	const step = missing === undefined ? 'apercu' : stepOf(missing);
	redirect(303, listingPath(listing.annonce_id, step));
};
