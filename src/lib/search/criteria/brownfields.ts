import type { Brownfield } from '#lib/domain/brownfield.ts';
import { brownfieldLists } from '#lib/domain/vocabulary.ts';
import { brownfieldsByPlot } from '../brownfields-by-plot.ts';
import { preparedChoice, verdictAmong, wordsAsked, type ChoiceFields } from '../choice-criteria.ts';
import {
	criterion,
	failed,
	passed,
	unknown,
	type CriterionOf,
	type OnServer
} from '../criterion.ts';
import { listOf } from '../field.ts';
import { isServer } from '../is-server.ts';
import { occupancy } from './state.ts';

/** With the land that lies waste, without it, or it alone. */
export const withBrownfields = criterion({
	id: 'brownfields',
	word: 'friches',
	field: 'terr_etat_occup',
	unit: null,
	judged: 'otherwise',
	fields: {
		brownfields: {
			kind: 'word',
			name: 'friches',
			words: { with: 'avec', without: 'sans', only: 'seulement' },
			absent: 'with',
			panel: { group: 'brownfields' }
		}
	},
	isAsked: ({ brownfields }) => brownfields !== 'with',
	prepare: ({ brownfields }, columns) =>
		preparedChoice(columns.column(occupancy), (state) => {
			if (state === null || state === 'inconnu') return unknown;
			return (state === 'friche') === (brownfields === 'only') ? passed : failed;
		}),
	onServer: isServer
		? {
				says: { brownfields: 'Avec les friches, sans elles, ou elles seulement' },
				isAsked: "asked.brownfields <> 'with'",
				sql: "(nullif(plot.terr_etat_occup, 'inconnu') = 'friche') = (asked.brownfields = 'only')"
			}
		: null
});

interface OfBrownfield<Id extends string, F extends ChoiceFields> {
	id: Id;
	field: string;
	fields: F;
	valueOf: (brownfield: Brownfield) => string | null;
	onServer: OnServer<keyof F & string> | null;
}

/** A plot on no brownfield is not concerned and passes; on several, each must answer. */
function ofBrownfield<const Id extends string, const F extends ChoiceFields>({
	id,
	field,
	fields,
	valueOf,
	onServer
}: OfBrownfield<Id, F>): CriterionOf<Id, F> {
	return criterion<Id, F>({
		...{ id, word: field, field, unit: null, fields, onServer, judged: 'otherwise' },
		isAsked: (asked) => wordsAsked(asked, fields).length > 0,
		prepare: (asked, columns) => {
			const words = wordsAsked(asked, fields);
			const onPlot = brownfieldsByPlot(columns);
			return {
				limits: [],
				judge: (verdicts) => {
					verdicts.fill(passed);
					for (const [plot, brownfields] of onPlot) {
						const each = brownfields.map((one) => verdictAmong(words, valueOf(one)));
						verdicts[plot] = each.includes(failed)
							? failed
							: each.includes(unknown)
								? unknown
								: passed;
					}
				},
				valueAt: (plot) =>
					[...new Set((onPlot.get(plot) ?? []).flatMap((one) => valueOf(one) ?? []))].join(', ') ||
					null
			};
		}
	});
}

export const ofBrownfields = [
	ofBrownfield({
		id: 'soil-pollution',
		field: 'sol_pollution_existe',
		fields: {
			soilPollutions: listOf('sol_pollution_existe', brownfieldLists.sol_pollution_existe, {
				group: 'brownfields'
			})
		},
		valueOf: (brownfield) => brownfield.soilPollution,
		onServer: isServer
			? {
					says: { soilPollutions: 'Pollutions du sol de la friche, s’il y en a une' },
					sql: `verdict_on_brownfields($1, plot.geom, plot.centre, 'sol_pollution_existe',
					asked."soilPollutions")`
				}
			: null
	}),
	ofBrownfield({
		id: 'building-state',
		field: 'bati_etat',
		fields: {
			buildingStates: listOf('bati_etat', brownfieldLists.bati_etat, { group: 'brownfields' })
		},
		valueOf: (brownfield) => brownfield.buildingState,
		onServer: isServer
			? {
					says: { buildingStates: 'États du bâti de la friche, s’il y en a une' },
					sql: `verdict_on_brownfields($1, plot.geom, plot.centre, 'bati_etat', asked."buildingStates")`
				}
			: null
	})
] as const;
