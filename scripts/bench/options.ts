import { parseArgs } from 'node:util';

/** What is measured, and on how much. */
export interface BenchOptions {
	/** A part or a group of parts; everything where it is left out. */
	part: string | undefined;
	/** Numbers of plots that the parts of the server are measured at. */
	plots: number[];
	/** How long `load` lasts on each engine, in seconds. */
	seconds: number;
	engines: EngineName[];
}

export type EngineName = 'postgres' | 'embedded';

const engineNames: readonly EngineName[] = ['postgres', 'embedded'];
const sizes = [3_000, 30_000, 300_000];
const usage =
	'Usage : npm run bench -- [PARTIE] [--plots 3000,30000,300000] [--seconds 20] [--engine postgres,embedded]';

/** @throws Error naming the value and what was expected */
export function parseBenchOptions(parameters: string[]): BenchOptions {
	const { values, positionals } = parseArgs({
		args: parameters,
		allowPositionals: true,
		options: {
			plots: { type: 'string', default: sizes.join(',') },
			seconds: { type: 'string', default: '20' },
			engine: { type: 'string', default: engineNames.join(',') }
		}
	});
	const [part, another] = positionals;
	if (another !== undefined) throw new Error(`Argument « ${another} » inattendu. ${usage}`);
	return {
		part,
		plots: values.plots.split(',').map((text) => count('--plots', text, 1_000_000)),
		seconds: count('--seconds', values.seconds, 600),
		engines: values.engine.split(',').map((text) => {
			const engine = engineNames.find((name) => name === text);
			if (engine) return engine;
			throw new Error(`--engine : reçu « ${text} », attendu postgres ou embedded. ${usage}`);
		})
	};
}

function count(option: string, text: string, most: number): number {
	const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
	if (value >= 1 && value <= most) return value;
	throw new Error(
		`${option} : reçu « ${text} », attendu un nombre entier de 1 à ${most}. ${usage}`
	);
}
