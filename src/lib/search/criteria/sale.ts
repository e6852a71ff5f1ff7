import { stagesOnSale } from '#lib/domain/plot.ts';
import { plotLists } from '#lib/domain/vocabulary.ts';
import { choice, preparedChoice } from '../choice-criteria.ts';
import { criterion, failed, passed } from '../criterion.ts';
import { listOf } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotCode } from '../plot-columns.ts';

const stages = plotCode((plot) => plot.saleStage);

interface AskedOnSale {
	offered: boolean;
	saleStages: readonly string[];
}

/** What can be had: plots known to be on sale. Sale stages asked for by name take its place. */
export const offered = criterion({
	id: 'offered',
	word: 'disponibles',
	field: 'terr_stade_comm',
	unit: null,
	judged: 'otherwise',
	fields: { offered: { kind: 'flag', name: 'disponibles', opening: true } },
	isAsked: ({ offered: asked, saleStages }: AskedOnSale) => asked && saleStages.length === 0,
	prepare: (_, columns) =>
		preparedChoice(columns.column(stages), (stage) =>
			(stagesOnSale as readonly (string | null)[]).includes(stage) ? passed : failed
		),
	onServer: isServer
		? {
				says: {
					offered:
						'oui : seulement les terrains en vente, avec ou sans contraintes, sauf si des stades sont demandés'
				},
				// Told as sale stages.
				sql: null
			}
		: null
});

export const saleStage = choice({
	id: 'sale-stage',
	field: 'terr_stade_comm',
	fields: {
		saleStages: listOf('terr_stade_comm', plotLists.terr_stade_comm, { group: 'sale', place: 1 })
	},
	column: stages,
	onServer: isServer ? { says: { saleStages: 'Stades de commercialisation' } } : null
});

export const tenure = choice({
	id: 'tenure',
	field: 'terr_cession_type',
	fields: {
		tenures: listOf('terr_cession_type', plotLists.terr_cession_type, { group: 'sale', place: 2 })
	},
	column: plotCode((plot) => plot.tenure),
	onServer: isServer ? { says: { tenures: 'Types de cession' } } : null
});
