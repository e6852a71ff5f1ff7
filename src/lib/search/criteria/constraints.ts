import { points } from '../concession.ts';
import { atMost } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotNumber } from '../plot-columns.ts';
import { range } from '../range-criteria.ts';

const percents = [0, 5, 10, 20, 30, 50];
/** A share of the plot's ground that is conceded. */
const atMostPercent = (name: string) =>
	atMost(name, [0, 100], points, { group: 'constraints', stops: percents });

/** Shares of the plot that a constraint covers, in %. */
export const constraints = [
	range({
		id: 'flood',
		word: 'inondable',
		field: 'part_zone_inondable_pct',
		unit: '%',
		fields: { floodMaxPercent: atMostPercent('inondable_pct_max') },
		step: 1,
		column: plotNumber((plot) => plot.floodPercent),
		onServer: isServer
			? { says: { floodMaxPercent: 'Part en zone inondable, au plus, en %' } }
			: null
	}),
	range({
		id: 'wetland',
		word: 'humide',
		field: 'part_zone_humide_pct',
		unit: '%',
		fields: { wetlandMaxPercent: atMostPercent('humide_pct_max') },
		step: 1,
		column: plotNumber((plot) => plot.wetlandPercent),
		onServer: isServer
			? { says: { wetlandMaxPercent: 'Part en zone humide, au plus, en %' } }
			: null
	}),
	range({
		id: 'steep',
		word: 'pente',
		field: 'part_pente_forte_pct',
		unit: '%',
		fields: { steepMaxPercent: atMostPercent('pente_pct_max') },
		step: 1,
		column: plotNumber((plot) => plot.steepPercent),
		onServer: isServer ? { says: { steepMaxPercent: 'Part en pente forte, au plus, en %' } } : null
	})
] as const;
