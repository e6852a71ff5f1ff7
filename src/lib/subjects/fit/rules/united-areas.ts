import { netArea, type NetGround } from './net-area.ts';
import { unitedPlot } from './united-plot.ts';

/** In hectares to a square metre, as the database keeps them. */
export const netHectares = (ground: NetGround, setback: number): number =>
	Math.round(netArea(ground, setback).net) / 10_000;

/**
 * Net hectares of plots, alone and as one.
 * @param grounds by identifier
 * @param setback in metres, where a part of a limit has none of its own
 */
export class UnitedAreas {
	readonly #grounds: ReadonlyMap<string, NetGround>;
	readonly #setback: number;

	constructor(grounds: ReadonlyMap<string, NetGround>, setback: number) {
		this.#grounds = grounds;
		this.#setback = setback;
	}

	/** Null of a plot that has gone. */
	readonly of = (id: string): number | null => {
		const ground = this.#grounds.get(id);
		return ground ? netHectares(ground, this.#setback) : null;
	};

	/** Without any setback, and more by what a hand's breadth between two surveys may add. */
	readonly most = (id: string): number => {
		const ground = this.#grounds.get(id);
		return ground ? 1.01 * netHectares({ ...ground, boundaries: [] }, 0) : 0;
	};

	readonly together = (ids: readonly string[]): number => {
		const plots = ids.flatMap((id) => {
			const ground = this.#grounds.get(id);
			return ground ? [{ ...ground, id }] : [];
		});
		return netHectares(unitedPlot(plots), this.#setback);
	};
}
