import type { ColumnValue } from '#lib/domain/import/record.ts';
import { plotNetworkFlags } from '#lib/domain/vocabulary.ts';
import type { PlotDraft } from './plots.ts';
import type { SeededRandom } from './random.ts';

/** Share of the plots on sale that say what networks they have of their own. */
const ownNetworksShare = 0.2;

/** What a plot offers of its own: a space where it is built and on sale, networks on one plot in five. */
export function offerOf(
	{ group, properties }: PlotDraft,
	random: SeededRandom
): Record<string, ColumnValue> {
	if (group !== 'onSale') return { offre_type: 'Terrain' };
	const networks = random.chance(ownNetworksShare) ? ownNetworks(random) : {};
	return properties.terr_usage === 'bâti productif'
		? { ...spaceOf(random), ...networks }
		: { offre_type: 'Terrain', ...networks };
}

/** An invented space; what every second owner forgets to say stays empty. */
function spaceOf(random: SeededRandom): Record<string, ColumnValue> {
	const perhaps = (value: number) => (random.chance(0.75) ? value : null);
	return {
		offre_type: 'Local',
		surflocal: 50 * random.whole(6, 90),
		hbat: perhaps(random.pick([4, 5.5, 6, 8, 10])),
		local_charge_sol_kgm2: perhaps(random.pick([1000, 2000, 3000, 5000])),
		local_pont_roulant_t: perhaps(random.pick([0, 0, 3.2, 5, 10])),
		local_quais_nb: perhaps(random.whole(0, 4))
	};
}

function ownNetworks(random: SeededRandom): Record<string, ColumnValue> {
	const known = plotNetworkFlags.filter(() => random.chance(0.6));
	return {
		...Object.fromEntries(known.map((flag) => [flag, random.chance(0.8) ? 'oui' : 'non'])),
		elec_capacite_kva: random.chance(0.5) ? random.pick([160, 400, 1250, 6000]) : null
	};
}
