import type { IntakeTask } from './tasks.ts';

const megabyte = 1024 * 1024;
const second = 1000;

/** What a process may take for one task before it is killed. */
export interface IntakeLimits {
	/** Bytes taken in; more is refused before any process is asked. */
	input: number;
	/** Milliseconds of computing, of all its threads together. */
	cpuMs: number;
	/** Milliseconds on the clock from when the process has the task: a busy machine computes slowly. */
	wallMs: number;
	/** Bytes of memory in use (resident set), what is not JavaScript's own included. */
	memory: number;
	/** Bytes of the answer. */
	output: number;
}

/**
 * The limits by kind of task. An idle process already holds some 110 MB, of which most is shared with the server.
 *
 * - records: 30 MB, the most that the import page takes. GeoJSON of that size takes 4 to 7 s and 450 MB.
 * - inventory: 20,000 rows of a dozen short cells.
 * - ownerParcels: 20,000 parcels with their outlines.
 * - consumption: every commune of France with its hundred columns, of which those of the territory are kept.
 * - surfaces: 50 outlines of 5,000 vertices; one mended at 500 crossings takes 0.6 s.
 * - outline: what the map drew, or some surfaces ticked: at most 5,000 vertices each.
 * - photo: 72 million pixels of a PNG take 1 s and 170 MB, in libvips and not in JavaScript; those of a progressive
 *   JPEG are all in memory at once.
 * - document: only its first and last bytes are looked at.
 * - printed: a dossier of twelve plots has some 3 MB.
 * - parcels: 30 answers of the cadastre, a few kilobytes each.
 */
export const intakeLimits: Record<IntakeTask, IntakeLimits> = {
	records: {
		input: 30 * megabyte,
		cpuMs: 30 * second,
		wallMs: 90 * second,
		memory: 900 * megabyte,
		output: 96 * megabyte
	},
	inventory: {
		input: 10 * megabyte,
		cpuMs: 10 * second,
		wallMs: 30 * second,
		memory: 512 * megabyte,
		output: 24 * megabyte
	},
	ownerParcels: {
		input: 30 * megabyte,
		cpuMs: 30 * second,
		wallMs: 90 * second,
		memory: 900 * megabyte,
		output: 48 * megabyte
	},
	consumption: {
		input: 30 * megabyte,
		cpuMs: 20 * second,
		wallMs: 60 * second,
		memory: 900 * megabyte,
		output: 24 * megabyte
	},
	surfaces: {
		input: 10 * megabyte,
		cpuMs: 8 * second,
		wallMs: 24 * second,
		memory: 640 * megabyte,
		output: 24 * megabyte
	},
	outline: {
		input: 8 * megabyte,
		cpuMs: 4 * second,
		wallMs: 15 * second,
		memory: 512 * megabyte,
		output: 8 * megabyte
	},
	photo: {
		input: 15 * megabyte,
		cpuMs: 20 * second,
		wallMs: 60 * second,
		memory: 900 * megabyte,
		output: 32 * megabyte
	},
	document: {
		input: 10 * megabyte,
		cpuMs: 2 * second,
		wallMs: 15 * second,
		memory: 256 * megabyte,
		output: 1 * megabyte
	},
	printed: {
		input: 8 * megabyte,
		cpuMs: 2 * second,
		wallMs: 15 * second,
		memory: 256 * megabyte,
		output: 1 * megabyte
	},
	parcels: {
		input: 8 * megabyte,
		cpuMs: 4 * second,
		wallMs: 15 * second,
		memory: 512 * megabyte,
		output: 8 * megabyte
	}
};

/** Largest heap of JavaScript, in MB: above every limit of memory, so that the watch ends a process first. */
export const heapMegabytes = 1024;

/**
 * How many read at once and wait for it. Two leave a machine of two cores to its visitors, since they run at a low
 * priority; one sender holds one of them, so that nobody alone keeps the others from being read.
 */
export const queueLimits = {
	/** Processes at work at the same time. */
	atOnce: 2,
	/** Tasks of one sender that wait. */
	waitingOfOne: 4,
	/** Tasks that wait in all: each holds its bytes in the server's memory. */
	waiting: 12,
	/** Longest wait, in milliseconds. */
	waitMs: 30 * second
};

/** How long a process that waits warm is kept without work, in milliseconds. */
export const spareIdleMs = 600 * second;
