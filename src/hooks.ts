import { deLocalizeUrl } from '#lib/paraglide/runtime.js';
import { textWrittenOnce } from '#lib/state/written-once.ts';
import type { Reroute, Transport } from '@sveltejs/kit';

/** `/en/plots/x` is the page `/plots/x` in English. */
export const reroute: Reroute = ({ url }) => deLocalizeUrl(url).pathname;

/** How pages carry what is the same in many of them. */
export const transport: Transport = {
	writtenOnce: {
		encode: textWrittenOnce,
		decode: (text: string): unknown => JSON.parse(text)
	}
};
