import type { Plot } from './plot.ts';

/** What mobilising a plot costs: a brownfield and land already urbanised are used again, the rest is new land. */
export const landClasses = ['brownfield', 'urbanised', 'new', 'unknown'] as const;
export type LandClass = (typeof landClasses)[number];

const built: readonly string[] = [
	...['bâti productif', 'bâti résidentiel', 'dépôt, stockage', 'parkings, stationnement'],
	...['voirie ou infrastructure', 'zone de retournement poids-lourds', 'autres équipements publics']
];
const inUse: readonly string[] = ['occupé', 'vacant', 'occupation transitoire'];
const serviced: readonly string[] = [
	'viabilisation en cours',
	'viabilisé non aménagé',
	'viabilisé et aménagé'
];

type Judged = Pick<Plot, 'occupancy' | 'brownfieldUrl' | 'use' | 'servicingStage' | 'offer'>;

/**
 * How the land of a plot counts. Works have begun where it is serviced: the space counted as consumed when they did
 * (art. 194 III 5° of law 2021-1104), so that building there takes nothing more.
 */
export function landClassOf(plot: Judged): LandClass {
	if (plot.occupancy === 'friche' || plot.brownfieldUrl !== null) return 'brownfield';
	if (plot.offer === 'Local' || inUse.includes(plot.occupancy)) return 'urbanised';
	if (built.includes(plot.use) || serviced.includes(plot.servicingStage)) return 'urbanised';
	return plot.servicingStage === 'non aménagé, non viabilisé' ? 'new' : 'unknown';
}
