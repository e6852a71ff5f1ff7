import { redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { PageServerLoad } from './$types';

/** The name that public sites give it; the page itself stands where mails and forms link to. */
export const load: PageServerLoad = () => redirect(308, localizeHref('/confidentialite'));
