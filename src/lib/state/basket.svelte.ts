import { createContext } from 'svelte';
import { mostListedPlots } from '#lib/search/plot-list-address.ts';

const key = 'forgeterre-basket';

/** Identifiers that this browser keeps; none where it keeps nothing. */
function kept(): string[] {
	try {
		const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
		const isId = (id: unknown): id is string => typeof id === 'string' && id !== '';
		return Array.isArray(parsed) ? parsed.filter(isId).slice(0, mostListedPlots) : [];
	} catch {
		return [];
	}
}

/** Plots that a visitor puts aside, by their identifiers: kept in the browser, and in the links made of it. */
export class Basket {
	ids = $state.raw<readonly string[]>([]);
	/** Whether the visitor has changed it on this page: then its count is spoken. */
	changed = $state.raw(false);
	/** Whether the last plot had no room. */
	full = $state.raw(false);
	#keepsNothing = false;

	/** Takes what the browser keeps, and follows what other tabs do. @returns what ends that */
	start(): () => void {
		this.ids = kept();
		const follow = (event: StorageEvent) => {
			if (event.key === key || event.key === null) this.ids = kept();
		};
		addEventListener('storage', follow);
		return () => removeEventListener('storage', follow);
	}

	has(id: string): boolean {
		return this.ids.includes(id);
	}

	toggle(id: string): void {
		if (this.has(id)) this.remove(id);
		else this.add([id]);
	}

	/** Puts plots in, each once; those beyond the room there is are left out, which `full` says. */
	add(ids: readonly string[]): void {
		const former = this.#latest();
		const all = [
			...former,
			...ids.filter((id, at) => !former.includes(id) && ids.indexOf(id) === at)
		];
		this.#keep(all.slice(0, mostListedPlots));
		this.full = all.length > mostListedPlots;
	}

	remove(id: string): void {
		this.#keep(this.#latest().filter((one) => one !== id));
	}

	clear(): void {
		this.#keep([]);
	}

	/** What another tab put in meanwhile stays; a browser that keeps nothing has what this page knows. */
	#latest(): readonly string[] {
		return this.#keepsNothing ? this.ids : kept();
	}

	#keep(ids: readonly string[]): void {
		this.ids = ids;
		this.changed = true;
		this.full = false;
		try {
			localStorage.setItem(key, JSON.stringify(ids));
		} catch {
			this.#keepsNothing = true;
		}
	}
}

export const [basketContext, setBasket] = createContext<Basket>();
