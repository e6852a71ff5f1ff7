import { afterNavigate, goto } from '$app/navigation';

/**
 * Loads what the address says after a step back: SvelteKit loads the address of the last navigation, without what the
 * page has written into it since by itself.
 */
export function loadAddressAfterBack(): void {
	afterNavigate(({ type, to }) => {
		if (type !== 'popstate' || to?.url.search === location.search) return;
		const { pathname, search } = location;
		void goto(pathname + search, { replaceState: true, keepFocus: true, noScroll: true });
	});
}
