/** Stands for our origin: what leads away from it leads away from any. */
const origin = 'http://forgeterre.invalid';

function within(address: string): URL | null {
	if (!URL.canParse(address, origin)) return null;
	const url = new URL(address, origin);
	return url.origin === origin ? url : null;
}

/**
 * An address from outside as a path of ours with its search and fragment, fit for a Location; null where it leads to
 * another site. What is tested is where the written path leads: `/.//host` is on our origin until it is written again.
 */
export function ownAddress(asked: string): string | null {
	const url = within(asked);
	if (!url) return null;
	const written = url.pathname + url.search + url.hash;
	return within(written)?.pathname === url.pathname ? written : null;
}
