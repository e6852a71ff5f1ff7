import type { ColumnValue } from '#lib/domain/import/record.ts';
import type { NetworkFlag } from '#lib/domain/vocabulary.ts';
import type { SeededRandom } from './random.ts';

/** Share of the sites whose network operators have said what they can still give. */
const askedShare = 0.68;

interface Capacity {
	network: NetworkFlag;
	/** Column of the figure, and what those of its source and its date begin with. */
	column: string;
	prefix: string;
	figures: readonly [number, ...number[]];
}

const capacities: readonly Capacity[] = [
	{
		network: 'reseau_electrique',
		column: 'elec_capacite_kva',
		prefix: 'elec_capacite',
		figures: [250, 400, 630, 1000, 2500, 5000, 10_000, 20_000]
	},
	{
		network: 'reseau_eau_potable',
		column: 'eau_capacite_m3j',
		prefix: 'eau_capacite',
		figures: [40, 80, 150, 300, 600, 1500]
	},
	{
		network: 'reseau_gaz',
		column: 'gaz_capacite_m3h',
		prefix: 'gaz_capacite',
		figures: [60, 150, 400, 1000, 2500]
	},
	{
		network: 'reseau_fibre_optique',
		column: 'fibre_capacite_mbits',
		prefix: 'fibre_capacite',
		figures: [100, 300, 1000, 10_000]
	}
];

/**
 * Invented capacities of the networks that a site has, for two sites out of three.
 * @param networks flags of the site, as `networksOf` gives them
 * @param date ISO date on which the figures are said to be given
 */
export function capacitiesOf(
	networks: Readonly<Record<string, ColumnValue>>,
	date: string,
	random: SeededRandom
): Record<string, ColumnValue> {
	if (!random.chance(askedShare)) return {};
	const present = capacities.filter(({ network }) => networks[network] === 'oui');
	return Object.fromEntries(
		present.flatMap(({ column, prefix, figures }): [string, ColumnValue][] => [
			[column, random.pick(figures)],
			[`${prefix}_source`, 'Chiffre inventé pour la démonstration'],
			[`${prefix}_date`, date]
		])
	);
}
