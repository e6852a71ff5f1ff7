import { redirect } from '@sveltejs/kit';
import { accounts } from '#lib/backend/accounts.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, localizeHref('/'));

export const actions: Actions = {
	default: async ({ locals }) => {
		if (locals.account) await accounts.signOut(locals.supabase);
		redirect(303, localizeHref('/'));
	}
};
