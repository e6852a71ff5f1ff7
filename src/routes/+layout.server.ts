import type { LayoutServerLoad } from './$types';

/** Who is signed in, for the header of every page. */
export const load: LayoutServerLoad = ({ locals: { account, member } }) => ({
	visitor: account && {
		email: account.email,
		name: member?.name ?? null,
		role: member?.role ?? null
	}
});
