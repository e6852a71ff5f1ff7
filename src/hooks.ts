import { deLocalizeUrl } from '#lib/paraglide/runtime.js';
import type { Reroute } from '@sveltejs/kit';

/** `/en/plots/x` is the page `/plots/x` in English. */
export const reroute: Reroute = ({ url }) => deLocalizeUrl(url).pathname;
