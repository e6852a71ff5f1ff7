import { halls, type ComputedHalls, type DuePlot } from '#lib/backend/halls.ts';
import type { HallFrontier } from '#lib/domain/hall-frontier.ts';
import type { PlotNetArea } from '#lib/domain/net-area.ts';
import { FitGround } from '#lib/subjects/fit/rules/fits-at.ts';
import { areaFrontier } from '#lib/subjects/fit/rules/hall-frontier.ts';
import { netArea } from '#lib/subjects/fit/rules/net-area.ts';
import { TaskThread } from '../task-thread.ts';
import type { TerritoryWork } from '../territory-work.ts';
import { keepComputed } from './keep-computed.ts';

/** Plots that are asked or written at once. */
const lot = 400;

const thread = new TaskThread<PlotNetArea, HallFrontier>({
	file: 'src/lib/server/fit/hall-thread.ts',
	longestTask: 60_000,
	name: 'Plus grands bâtiments d’un terrain'
});

/**
 * Computes the largest buildings of every plot that is new or whose ground has changed, in a thread of its own.
 * @returns how many plots were computed
 */
export function keepHalls({
	service,
	territory,
	goesOn = () => true
}: TerritoryWork): Promise<number> {
	return keepComputed({
		due: (after) => halls.due(service, territory, { after, limit: lot }),
		compute: async ({ plots }) => {
			const computed: ComputedHalls[] = [];
			for (const plot of plots) {
				if (!goesOn()) break;
				computed.push(await compute(plot));
			}
			return computed;
		},
		keep: (computed) => halls.keep(service, territory, computed),
		atOnce: lot,
		goesOn
	});
}

/** Of a plot that takes too long no more is known than its area, and the exact test is left to who asks. */
async function compute({ id, fingerprint, ground }: DuePlot): Promise<ComputedHalls> {
	const found = await thread.run(ground);
	const frontier =
		typeof found === 'string'
			? areaFrontier(new FitGround(netArea(ground, ground.setback).ground))
			: found;
	return { id, fingerprint, frontier };
}
