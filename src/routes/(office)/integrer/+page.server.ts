import { setting } from '#env';
import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { readAddress, writeAddress } from '#lib/search/address.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const parents = setting('FORGETERRE_EMBED_PARENTS');
	if (parents.length === 0) error(404, m.embed_none());
	const { criteria, view } = readAddress(url.searchParams);
	const asked = writeAddress(criteria, view);
	return {
		parents,
		address: `${siteAddress()}${localizeHref('/embed')}${asked && `?${asked}`}`
	};
};
