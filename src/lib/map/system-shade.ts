import { MediaQuery } from 'svelte/reactivity';
import type { Shade } from './palette.ts';

/**
 * The shade that the visitor's system asks for, followed wherever it is read. The server knows none and says light:
 * what it writes of a page must not depend on it.
 */
export class SystemShade {
	readonly #dark = new MediaQuery('prefers-color-scheme: dark', false);

	get current(): Shade {
		return this.#dark.current ? 'dark' : 'light';
	}
}
