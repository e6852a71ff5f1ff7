import { appBackend } from '#lib/server/app-backend.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import type { LayoutServerLoad } from './$types';

/** Who is signed in, for the header of every page, and where the site stands, for its head. */
export const load: LayoutServerLoad = ({ locals: { account, member } }) => ({
	visitor: account && {
		email: account.email,
		name: member?.name ?? null,
		role: member?.role ?? null,
		epci: member?.epci ?? []
	},
	publicSite: { site: siteAddress(), languages: appBackend().configuration.languages }
});
