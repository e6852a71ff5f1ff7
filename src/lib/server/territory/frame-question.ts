import type { Box } from '#lib/domain/feature.ts';
import { boxesMeeting } from '#lib/geo/boxes-meeting.ts';
import { spreadEvenly } from '#lib/geo/spread-evenly.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { evaluate } from '#lib/search/evaluate.ts';
import type { Reading } from './reading.ts';

export interface FrameQuestion {
	box: Box;
	criteria: Criteria;
	/** The most plots that are answered. */
	limit: number;
}

/** The plots of a part of the ground, by their place in the collection. */
export interface FrameAnswer {
	/** How many lie there in all. */
	within: number;
	/** Those answered, ascending: all, or some spread evenly with those that pass first. */
	indexes: Uint32Array;
	/** One a plot answered: 1 where it answers the criteria. */
	passing: Uint8Array;
	/** Their keys, where their text is not kept and the database has to write it. */
	keys: string[] | null;
}

/** What lies in a frame, and what the criteria say of it. */
export function plotsInFrame(
	{ atlas: { columns }, texts, keys }: Reading,
	{ box, criteria, limit }: FrameQuestion
): FrameAnswer {
	const passes = new Uint8Array(columns.count);
	for (const plot of evaluate(columns, criteria).passing) passes[plot] = 1;
	const near = boxesMeeting(columns.boxes, box);
	const preferred = [
		...near.filter((plot) => passes[plot] === 1),
		...near.filter((plot) => passes[plot] === 0)
	];
	const { lng, lat } = columns.centres;
	const chosen = spreadEvenly(
		preferred,
		(plot) => [lng[plot] as number, lat[plot] as number],
		box,
		limit
	);
	return {
		within: near.length,
		indexes: Uint32Array.from(chosen),
		passing: Uint8Array.from(chosen, (plot) => passes[plot] as number),
		keys: texts.terrains ? null : chosen.map((plot) => keys.terrains[plot] as string)
	};
}
