import { setting } from '#env';
import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import type { PageServerLoad } from './$types';

/** For developers: to anybody else the page is not there. */
export const load: PageServerLoad = () => {
	if (!dev && !setting('FORGETERRE_KIT')) error(404, 'Not Found');
	return {};
};
