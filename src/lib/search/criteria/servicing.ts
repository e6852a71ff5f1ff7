import { plotLists } from '#lib/domain/vocabulary.ts';
import { choice, yesOrNo } from '../choice-criteria.ts';
import { criterion } from '../criterion.ts';
import { listOf } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotCode, plotFlag } from '../plot-columns.ts';

const readyToBuild = plotFlag((plot) => plot.readyToBuild);

export const servicing = [
	choice({
		id: 'servicing',
		field: 'terr_stade_amngt',
		fields: {
			servicingStages: listOf('terr_stade_amngt', plotLists.terr_stade_amngt, {
				group: 'servicing'
			})
		},
		column: plotCode((plot) => plot.servicingStage),
		onServer: isServer ? { says: { servicingStages: 'Stades d’aménagement' } } : null
	}),
	criterion({
		id: 'ready',
		word: 'terr_cle_en_main',
		field: 'terr_cle_en_main',
		unit: null,
		judged: 'otherwise',
		fields: {
			readyToBuild: {
				kind: 'flag',
				name: 'terr_cle_en_main',
				opening: false,
				panel: { group: 'servicing', place: 1 }
			}
		},
		isAsked: (asked) => asked.readyToBuild,
		prepare: (_, columns) => {
			const ready = columns.column(readyToBuild);
			return {
				limits: [],
				judge: (verdicts) => verdicts.set(ready),
				valueAt: (plot) => yesOrNo(ready[plot])
			};
		},
		onServer: isServer
			? {
					says: { readyToBuild: 'oui : terrains clés en main' },
					sql: "plot.terr_cle_en_main = 'oui'"
				}
			: null
	})
] as const;
