import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { parsePlot, type Plot } from '#lib/domain/plot.ts';

/** The plots of a part of the ground, as `/atlas/terrains/cadre` gives them where all are too many for a page. */
export interface FramedPlots {
	/** How many lie there in all. */
	within: number;
	/** Some of them, all where they are few enough. */
	features: Feature<Polygon | MultiPolygon>[];
	/** 1 where the feature answers the criteria that were asked. */
	passing: number[];
}

/** What a page shows of a frame. */
export interface Framed {
	plots: Plot[];
	/** Indexes of those that answer. */
	passing: number[];
	within: number;
}

/** @throws RecordError naming the record and the field */
export function parseFramed({ within, features, passing }: FramedPlots): Framed {
	return {
		plots: features.map((feature) => parsePlot(feature)),
		passing: passing.flatMap((passes, index) => (passes === 1 ? index : [])),
		within
	};
}
