import { fail, redirect } from '@sveltejs/kit';
import { freshness } from '#lib/backend/freshness.ts';
import { listings } from '#lib/backend/listings.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import { textOf } from '#lib/server/listing/read-step.ts';
import { requireMember } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { listingPath } from './listing-path.ts';
import { refusalOf } from '../refusal.ts';

export const load: PageServerLoad = async (event) => {
	// Who has no account yet is told what it takes.
	if (event.locals.account === null) return { firm: null, listings: null };
	const member = requireMember(event);
	const { configuration } = appBackend();
	return {
		firm: member.role === 'entreprise' ? member.firmName : null,
		listings: await listings.mine(event.locals.supabase, configuration.id)
	};
};

export const actions: Actions = {
	open: async (event) => {
		requireMember(event);
		let id: string;
		try {
			const { configuration } = appBackend();
			({ annonce_id: id } = await listings.open(event.locals.supabase, configuration.id));
		} catch (fault) {
			const refusal = refusalOf(fault);
			return fail(refusal.status, { refusal });
		}
		redirect(303, listingPath(id, 'emplacement'));
	},

	confirm: async (event) => {
		requireMember(event);
		const id = textOf(await event.request.formData(), 'listing');
		try {
			await freshness.confirmOwn(event.locals.supabase, id);
			return { confirmed: true };
		} catch (fault) {
			const refusal = refusalOf(fault);
			return fail(refusal.status, { refusal });
		}
	},

	remove: async (event) => {
		requireMember(event);
		const id = textOf(await event.request.formData(), 'listing');
		try {
			const paths = await listings.remove(event.locals.supabase, id);
			await pieceStore(appBackend().backend).remove(paths);
			return { removed: true };
		} catch (fault) {
			const refusal = refusalOf(fault);
			return fail(refusal.status, { refusal });
		}
	}
};
