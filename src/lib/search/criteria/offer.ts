import { plotLists } from '#lib/domain/vocabulary.ts';
import { choice } from '../choice-criteria.ts';
import { listOf } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotCode } from '../plot-columns.ts';

/** Land, or a space inside a building. */
export const offer = choice({
	id: 'offer',
	field: 'offre_type',
	fields: { offers: listOf('offre_type', plotLists.offre_type, { group: 'offer' }) },
	column: plotCode((plot) => plot.offer),
	onServer: isServer ? { says: { offers: 'Terrain, ou local dans un bâtiment' } } : null
});
