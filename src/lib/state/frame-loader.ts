import type { Box } from '#lib/domain/feature.ts';
import { parseFramed, type FramedPlots } from '#lib/search/framed-plots.ts';
import type { Workspace } from './workspace.svelte.ts';

/** Degrees with so many decimals, some 10 m: the same frame has the same address. */
const decimals = 4;

/** Where the page reads the plots of a frame. @param query criteria as an address writes them, without `?` */
export function frameAddress(box: Box, query: string): string {
	const frame = box.map((degrees) => degrees.toFixed(decimals)).join(',');
	return `/atlas/terrains/cadre?cadre=${frame}${query === '' ? '' : `&${query}`}`;
}

/** Reads the plots of the frame that the map shows, where a territory has too many to be read whole. */
export class FrameLoader {
	readonly #workspace: Workspace;
	#running: AbortController | null = null;
	#shown = '';

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}

	/**
	 * Reads a frame anew unless it is the one that is shown; what was being read before is given up.
	 * @param changes how often the records have changed: an import shows in the frame too
	 */
	async show(box: Box, query: string, changes: number): Promise<void> {
		const address = frameAddress(box, query);
		const version = `${changes} ${address}`;
		if (version === this.#shown) return;
		this.#shown = version;
		this.#running?.abort();
		const running = new AbortController();
		this.#running = running;
		try {
			const response = await fetch(address, { signal: running.signal });
			if (!response.ok) throw new Error(`${address} : ${response.status}`);
			const framed = parseFramed((await response.json()) as FramedPlots);
			if (running.signal.aborted) return;
			await this.#workspace.showFrame(framed, query);
		} catch (fault) {
			if (running.signal.aborted) return;
			console.error(fault);
			this.#shown = '';
			if (this.#workspace.atlas === null) this.#workspace.loading = 'failed';
		}
	}
}
