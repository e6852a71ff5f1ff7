import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { PlotNetArea } from '#lib/domain/net-area.ts';
import { FitGround } from '#lib/subjects/fit/rules/fits-at.ts';
import { hallFrontier } from '#lib/subjects/fit/rules/hall-frontier.ts';
import { netArea } from '#lib/subjects/fit/rules/net-area.ts';

// Computes the largest buildings of one plot after the other: nobody waits for it, and whoever does goes first.
if (!parentPort) throw new Error('hall-thread.ts ne se lance pas seul.');
const port = parentPort;

// On Linux a priority is that of the thread alone; elsewhere it would be that of the server. Not the lowest: a first start
// waits for it, and on a busy machine that one is never its turn.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

port.on('message', (plot: PlotNetArea) => {
	port.postMessage(hallFrontier(new FitGround(netArea(plot, plot.setback).ground)));
});
port.postMessage('ready');
