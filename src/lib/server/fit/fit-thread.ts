import { parentPort } from 'node:worker_threads';
import { testPlot, type PlotTest } from '#lib/subjects/fit/rules/test-plot.ts';

// Tests one building after the other: whoever started the thread ends it when one takes too long.
if (!parentPort) throw new Error('fit-thread.ts ne se lance pas seul.');
const port = parentPort;

port.on('message', (asked: PlotTest) => {
	port.postMessage(testPlot(asked));
});
port.postMessage('ready');
