import { metricShape } from '#lib/geo/metric-shape.ts';
import { FitGround } from './rules/fits-at.ts';
import { testBuilding } from './rules/test-building.ts';
import { testPlot, type PlotTest } from './rules/test-plot.ts';

/** To the worker: a test with its number, or the wish to be warm before one comes. */
export type ToFitWorker = { id: number; asked: PlotTest } | 'warm-up';

/** Halls on plots that nobody has: what is compiled for them is compiled for all. */
function warmUp(): void {
	const square = [
		[4.7, 49.7],
		[4.703, 49.7],
		[4.7035, 49.702],
		[4.7, 49.7025],
		[4.7, 49.7]
	];
	const shape = metricShape({ type: 'Polygon', coordinates: [square] });
	for (let length = 40; length < 400; length += 30)
		testBuilding(new FitGround(shape), {
			...{ length, width: length / 2, court: 20, setback: 0 },
			second: null
		});
}

self.onmessage = ({ data }: MessageEvent<ToFitWorker>) => {
	if (data === 'warm-up') warmUp();
	else self.postMessage({ id: data.id, verdict: testPlot(data.asked) });
};
