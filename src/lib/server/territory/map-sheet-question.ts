import type { Box } from '#lib/domain/feature.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import type { Evaluation } from '#lib/search/evaluate.ts';
import { search } from '#lib/search/list-page.ts';
import { nearMisses } from '#lib/search/near-misses.ts';
import { placeNames } from '../leads/place-names.ts';
import { chosenRecord, type ChosenKey } from './chosen-record.ts';
import type { Reading } from './reading.ts';

export interface MapSheetQuestion {
	/** What the sheet shows, in degrees. */
	box: Box;
	criteria: Criteria;
	/** The record whose card is open; null without. */
	chosen: ChosenKey | null;
	/** The most records of a class: those that answer come first. */
	most: number;
}

/** Concessions whose plots the map of the page outlines too. */
const outlinedConcessions = 4;

/** Plots that the cheapest concessions would add, by their index. */
function nearlyPassing(evaluation: Evaluation): Set<number> {
	const cheapest = nearMisses(evaluation).slice(0, outlinedConcessions);
	return new Set(cheapest.flatMap(({ added }) => [...added]));
}

/** What a sheet of paper shows of the map: the records of its frame, and whether they answer what is asked. */
export function mapSheet(reading: Reading, { box, criteria, chosen, most }: MapSheetQuestion) {
	const { atlas, inBox } = reading;
	const found = search(atlas, criteria);
	const passing = new Set(found.plotSearch.passing);
	const near = nearlyPassing(found.plotSearch.evaluation);
	const inFrame = <T>(records: readonly T[], indexes: Uint32Array): T[] =>
		Array.from(indexes, (index) => records[index]).filter((record) => record !== undefined);
	const inSight = Array.from(inBox.terrains.meeting(box));
	const plots = [
		...inSight.filter((index) => !passing.has(index)).slice(0, most),
		...inSight.filter((index) => passing.has(index)).slice(0, most)
	];
	const answering = <T>(records: readonly T[], kept: readonly T[]): T[] => {
		const names = new Set(kept);
		return records.filter((record) => names.has(record)).slice(0, most);
	};
	return {
		plots: inFrame(atlas.placedPlots, Uint32Array.from(plots)).map(
			({ plot: { lot, saleStage, geometry }, centre }, at) => ({
				...{ lot, saleStage, geometry, centre },
				passes: passing.has(plots[at] ?? -1),
				/** Whether a concession would add it. */
				nearlyPasses: near.has(plots[at] ?? -1)
			})
		),
		/** Plots that the sheet leaves out, there are so many. */
		leftOut: inSight.length - plots.length,
		answers: { count: found.plotSearch.passing.length, of: atlas.plots.length },
		sites: inFrame(atlas.sites, inBox.sites.meeting(box)).map(({ id, name, geometry }) => ({
			...{ id, name, geometry }
		})),
		brownfields: answering(
			inFrame(atlas.brownfields, inBox.friches.meeting(box)),
			found.brownfields
		).map(({ name, geometry }) => ({ name, geometry })),
		firms: answering(inFrame(atlas.firms, inBox.etablissements.meeting(box)), found.firms).map(
			({ sector, headcount, position }) => ({ sector, headcount, position })
		),
		pois: inFrame(atlas.pois, inBox.poi.meeting(box)).map(({ name, type, position }) => ({
			...{ name, type, position }
		})),
		communes: inFrame(atlas.communes, inBox.communes.meeting(box)).map(({ name, geometry }) => ({
			...{ name, geometry }
		})),
		epci: atlas.epci.map(({ siren, name, geometry }) => ({ siren, name, geometry })),
		names: placeNames(atlas, criteria),
		/** Null where none is asked, or where it is not to be seen. */
		chosen: chosen && chosenRecord(atlas, chosen)
	};
}
export type MapSheet = ReturnType<typeof mapSheet>;
