import { fit } from '#lib/subjects/fit/rules/fit.ts';
import { FitGround, fitsAt } from '#lib/subjects/fit/rules/fits-at.ts';
import { PlotMaker, type ConstructedPlot } from '../../tests/fixtures/constructed-plots.ts';
import { milliseconds, times, write, type Row } from './rows.ts';

const plotCount = 400;
const rounds = 5;
const mostMilliseconds = 500;
const leastRatio = 10;
const sweepSteps = 360;
/** Asked of every plot besides the one that was made for it. */
const hall = { length: 80, width: 40 };

interface Asked {
	shape: ConstructedPlot['shape'];
	length: number;
	width: number;
}

/** Regions of inner fit that all plots need, and how many were found to fit. */
function testAll(asked: readonly Asked[]): { erosions: number; fits: number; undecided: number } {
	const told = { erosions: 0, fits: 0, undecided: 0 };
	for (const one of asked) {
		const ground = new FitGround(one.shape);
		const { answer } = fit(ground, one);
		told.erosions += ground.effort.erosions;
		if (answer === 'fits') told.fits += 1;
		if (answer === 'undecided') told.undecided += 1;
	}
	return told;
}

/** Angles that a sweep by half degrees tries: up to the first that fits, or all. */
function sweptAngles(asked: readonly Asked[]): number {
	let angles = 0;
	for (const one of asked) {
		const ground = new FitGround(one.shape);
		for (let step = 0; step < sweepSteps; step += 1) {
			angles += 1;
			if (fitsAt(ground, one, (step * Math.PI) / sweepSteps)) break;
		}
	}
	return angles;
}

/** Median time of all plots once the compiler is warm, in ms. */
function warmTime(asked: readonly Asked[]): number {
	const taken: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const start = performance.now();
		testAll(asked);
		taken.push(performance.now() - start);
	}
	return taken.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
}

/** Whether a building fits, on constructed plots: one hall for all, and for each one that is near its limit. */
export function measureFit(): Row[] {
	const plots = new PlotMaker(1).plots(plotCount);
	const sets: [string, Asked[]][] = [
		['un bâtiment de 80 × 40 m', plots.map(({ shape }) => ({ shape, ...hall }))],
		['le bâtiment qui tient ou manque de peu', plots]
	];
	return sets.flatMap(([what, asked]): Row[] => {
		const first = testAll(asked);
		const time = warmTime(asked);
		const ratio = sweptAngles(asked) / first.erosions;
		return [
			{
				what: `${write(plotCount)} terrains, ${what}`,
				value: milliseconds(time),
				beside: `au plus ${milliseconds(mostMilliseconds)}`,
				holds: time <= mostMilliseconds
			},
			{
				what: `érosions : ${write(first.erosions)}, un balayage à 0,5° en demande`,
				value: times(ratio),
				beside: `au moins ${times(leastRatio)}`,
				holds: ratio >= leastRatio
			},
			{ what: 'tiennent, indécis', value: `${write(first.fits)}, ${write(first.undecided)}` }
		];
	});
}
