import { goto, pushState, replaceState } from '$app/navigation';
import { readAddress } from '#lib/search/address.ts';
import { shapeToText } from '#lib/search/shape-text.ts';
import { AddressSteps, saySame } from '#lib/state/address-steps.ts';
import { readMapAddress, writeMapAddress } from '#lib/state/map-address.ts';
import type { Selection, Workspace } from '#lib/state/workspace.svelte.ts';

/** How long the page rests before its address follows, in ms. */
const rest = 200;

/** Query string of everything that is shown, with its `?`; empty where nothing is said. */
export function addressOf({ query, layers, listForm, map, place }: Workspace): string {
	const { shown, hidden, askedBase: base } = layers;
	const { withinSeen, asCards } = listForm;
	const seen = writeMapAddress({
		...{ view: map.view, place, shown, hidden, base, withinSeen, asCards }
	});
	const parts = [query.slice(1), seen].filter((part) => part !== '');
	return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Keeps a page and its address in step: what is done becomes a step that Back undoes, and an address is shown. */
export class PageAddress {
	readonly #workspace: Workspace;
	readonly #answered: () => string;
	readonly #makesSteps: boolean;
	readonly #steps = new AddressSteps();
	/** What the page itself is asking the server for, where the plots are too many for it. */
	#asking: string | null = null;
	/** Whether the address is another step's already, and what is shown is not yet. */
	#between = false;

	/**
	 * @param answered what the server answered last, as `Workspace.query` writes it
	 * @param makesSteps false in a frame, whose steps would stand in the way of those of its site
	 */
	constructor(workspace: Workspace, answered: () => string, makesSteps: boolean) {
		this.#workspace = workspace;
		this.#answered = answered;
		this.#makesSteps = makesSteps;
	}

	/** Takes what the address asks for that the page is opened with. */
	open(url: URL, selection: Selection | null): void {
		const { base } = this.#restore(url, selection);
		this.#workspace.layers.askedBase = base;
		this.#steps.settle(addressOf(this.#workspace));
	}

	/** Shows what was shown at a step that Back, or Forward, leads to. */
	comeBack(url: URL, selection: Selection | null): void {
		const { base } = this.#restore(url, selection);
		if (base !== null) this.#workspace.layers.comeBackTo(base);
		this.#steps.settle(addressOf(this.#workspace));
	}

	/** Shows what a link of ours asks for: how the map and the list are shown stays as it is. */
	follow(url: URL, selection: Selection | null): void {
		const workspace = this.#workspace;
		const { criteria, view } = readAddress(url.searchParams);
		const { shape } = workspace.criteria;
		// An area that stays is the same to the map, which does not frame it again.
		const stays =
			shape !== null &&
			criteria.shape !== null &&
			shapeToText(shape) === shapeToText(criteria.shape);
		workspace.criteria = stays ? { ...criteria, shape } : criteria;
		workspace.view = view;
		workspace.selection = selection;
		workspace.map.byVisitor = false;
		this.#steps.settle(addressOf(workspace));
	}

	#restore(url: URL, selection: Selection | null) {
		const workspace = this.#workspace;
		const { layers, listForm, map } = workspace;
		this.follow(url, selection);
		const said = readMapAddress(url.searchParams);
		layers.restore(said.shown, said.hidden);
		listForm.withinSeen = said.withinSeen;
		listForm.asCards = said.asCards;
		workspace.place = said.place;
		const { shape } = workspace.criteria;
		if (said.view) map.send(said.view, [selection, said.place, shape]);
		// A card or a place without a view is framed; an area lies in the whole territory.
		else map.send(selection === null && said.place === null ? null : 'framed', [shape]);
		return said;
	}

	/** Whether an address is what the page itself is asking for: what was changed meanwhile is asked next. */
	isAsking(url: URL): boolean {
		return this.#asking !== null && saySame(url.search, this.#asking);
	}

	/** The browser goes to another step: what is still shown, or comes to rest meanwhile, is not written over it. */
	leave(): void {
		this.#between = true;
	}

	arrive(): void {
		this.#between = false;
	}

	/** Follows what is shown, and Back within a page. Once, while the page is made. */
	start(): void {
		$effect(() => {
			const address = addressOf(this.#workspace);
			const timer = setTimeout(() => this.#write(address), rest);
			return () => clearTimeout(timer);
		});
		$effect(() => {
			const heard = new AbortController();
			const options = { signal: heard.signal, capture: true };
			addEventListener('pointerdown', () => this.#steps.press(), options);
			for (const end of ['pointerup', 'pointercancel'])
				addEventListener(end, () => this.#steps.release(), options);
			return () => heard.abort();
		});
	}

	#write(address: string): void {
		const { framed, map, query } = this.#workspace;
		// However its signs are written: an address from outside may hold a % that stands for nothing.
		if (this.#between || saySame(location.search, address)) return;
		const step = this.#steps.take(address, map.byVisitor, performance.now()) && this.#makesSteps;
		const path = `${location.pathname}${address}`;
		if (framed && query !== this.#answered()) void this.#ask(path, address, step);
		else if (step) pushState(path, { shallow: true });
		else replaceState(path, { shallow: true });
	}

	/** The list and the figures come by the address, as they do without script. */
	async #ask(path: string, address: string, step: boolean): Promise<void> {
		this.#asking = address;
		await goto(path, { replaceState: !step, keepFocus: true, noScroll: true });
		if (this.#asking === address) this.#asking = null;
	}
}
