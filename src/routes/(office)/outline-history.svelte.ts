import type { MultiPolygon, Polygon } from 'geojson';

export type Outline = Polygon | MultiPolygon;

/** The outline of a plot as it is mended, with what it was before and what was taken back. */
export class OutlineHistory {
	#now = $state.raw<Outline | null>(null);
	#past = $state.raw<readonly (Outline | null)[]>([]);
	#future = $state.raw<readonly (Outline | null)[]>([]);

	constructor(first: Outline | null) {
		this.#now = first;
	}

	get now(): Outline | null {
		return this.#now;
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	get canRedo(): boolean {
		return this.#future.length > 0;
	}

	take(next: Outline | null): void {
		this.#past = [...this.#past, this.#now];
		this.#future = [];
		this.#now = next;
	}

	undo(): void {
		const before = this.#past.at(-1);
		if (before === undefined) return;
		this.#past = this.#past.slice(0, -1);
		this.#future = [this.#now, ...this.#future];
		this.#now = before;
	}

	redo(): void {
		const [after, ...rest] = this.#future;
		if (after === undefined) return;
		this.#future = rest;
		this.#past = [...this.#past, this.#now];
		this.#now = after;
	}
}
