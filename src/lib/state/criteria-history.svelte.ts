import type { Criteria } from '#lib/search/criteria.ts';

/** Changes closer together than this, to the same criteria, are one step: a slider is undone whole. */
export const stepMilliseconds = 800;
const longestPast = 100;

/** What was asked before, and what was asked after an undo. */
export class CriteriaHistory {
	#past = $state.raw<readonly Criteria[]>([]);
	#future = $state.raw<readonly Criteria[]>([]);
	#lastChange = { fields: '', at: Number.NEGATIVE_INFINITY };

	readonly canUndo = $derived(this.#past.length > 0);
	readonly canRedo = $derived(this.#future.length > 0);

	/**
	 * Keeps what was asked before a change.
	 * @param fields names of the criteria that change
	 * @param at milliseconds, of any clock that only goes forward
	 */
	record(before: Criteria, fields: readonly string[], at: number) {
		const change = { fields: fields.join(' '), at };
		const goesOn =
			change.fields === this.#lastChange.fields && at - this.#lastChange.at < stepMilliseconds;
		if (!goesOn) this.#past = [...this.#past, before].slice(-longestPast);
		this.#future = [];
		this.#lastChange = change;
	}

	/** What was asked one step before; null when there is none. */
	undo(now: Criteria): Criteria | null {
		const before = this.#past.at(-1) ?? null;
		if (before === null) return null;
		this.#past = this.#past.slice(0, -1);
		this.#future = [now, ...this.#future];
		this.#lastChange = { fields: '', at: Number.NEGATIVE_INFINITY };
		return before;
	}

	/** What an undo took back; null when there is none. */
	redo(now: Criteria): Criteria | null {
		const [after = null, ...rest] = this.#future;
		if (after === null) return null;
		this.#future = rest;
		this.#past = [...this.#past, now];
		return after;
	}
}
