import * as v from 'valibot';

const key = 'forgeterre-searches';
/** More than anybody gives names to. */
export const mostSavedSearches = 50;
/** Most characters of a name. */
export const longestSearchName = 80;

const Saved = v.object({
	name: v.pipe(v.string(), v.nonEmpty()),
	/** Parameters of the map's address, without `?`. */
	query: v.string()
});
export type SavedSearch = v.InferOutput<typeof Saved>;

/** What this browser keeps, as far as it can be read. */
function kept(): SavedSearch[] {
	const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
	return Array.isArray(parsed) ? parsed.filter((one) => v.is(Saved, one)) : [];
}

/** Searches that somebody keeps in this browser, by their name, the last one first: nothing of it leaves the browser. */
export class SavedSearches {
	all = $state.raw<readonly SavedSearch[]>([]);
	/** Whether the browser keeps nothing, or no more. */
	refused = $state.raw(false);
	/** Whether there was no room for the last one. */
	full = $state.raw(false);

	/** Reads what is kept, and follows what other tabs do. @returns what ends that */
	start(): () => void {
		this.#read();
		const follow = (event: StorageEvent) => {
			if (event.key === key || event.key === null) this.#read();
		};
		addEventListener('storage', follow);
		return () => removeEventListener('storage', follow);
	}

	/** Keeps a search first, in the place of one of its name. @returns whether it is kept */
	save(search: SavedSearch): boolean {
		this.#read();
		const others = this.all.filter(({ name }) => name !== search.name);
		this.full = others.length >= mostSavedSearches;
		return !this.full && this.#write([search, ...others]);
	}

	forget(name: string): void {
		this.#read();
		this.full = false;
		this.#write(this.all.filter((one) => one.name !== name));
	}

	#read(): void {
		try {
			this.all = kept();
		} catch {
			this.refused = true;
		}
	}

	#write(all: readonly SavedSearch[]): boolean {
		try {
			localStorage.setItem(key, JSON.stringify(all));
			this.all = all;
			this.refused = false;
		} catch {
			this.refused = true;
		}
		return !this.refused;
	}
}
