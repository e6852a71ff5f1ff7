import type { Building } from './building.ts';
import { FitGround } from './fits-at.ts';
import { hasSetback, netArea, type NetGround } from './net-area.ts';
import { standsOn, testBuilding, type Verdict } from './test-building.ts';

/** A plot and a building: what a worker is asked, in the browser as on the server. */
export interface PlotTest {
	plot: NetGround;
	building: Building;
}

/**
 * Tests a building on what is left of a plot beside its constraints and within the setbacks that were asked; where it
 * does not stand there, also without the setback, which the law allows to be waived in some perimeters.
 */
export function testPlot({ plot, building }: PlotTest): Verdict {
	const { ground } = netArea(plot, building.setback);
	const verdict = testBuilding(new FitGround(ground), building);
	if (verdict.answer === 'fits' || !hasSetback(plot, building.setback)) return verdict;
	const whole = new FitGround(netArea({ ...plot, boundaries: [] }, 0).ground);
	return { ...verdict, fitsWithoutSetback: standsOn(whole, building) };
}
