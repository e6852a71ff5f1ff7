import type { PlotNetArea } from '#lib/domain/net-area.ts';
import type { Building } from './building.ts';
import { FitGround } from './fits-at.ts';
import { netArea } from './net-area.ts';
import { testBuilding, type Verdict } from './test-building.ts';

/** A plot and a building: what a worker is asked, in the browser as on the server. */
export interface PlotTest {
	plot: Pick<PlotNetArea, 'outline' | 'layers'>;
	building: Building;
}

/** Tests a building on what is left of a plot beside its constraints and within the setback that was asked. */
export function testPlot({ plot, building }: PlotTest): Verdict {
	const { ground } = netArea(plot, building.setback);
	return testBuilding(new FitGround(ground), building);
}
