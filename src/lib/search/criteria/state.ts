import { plotLists, siteLists } from '#lib/domain/vocabulary.ts';
import { choice } from '../choice-criteria.ts';
import { listOf } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotCode, siteCode } from '../plot-columns.ts';

/** Codes of occupation; land that lies waste is one of them. */
export const occupancy = plotCode((plot) => plot.occupancy);

export const state = [
	choice({
		id: 'ownership',
		field: 'terr_maitrise_fonc',
		fields: {
			ownerships: listOf('terr_maitrise_fonc', plotLists.terr_maitrise_fonc, { group: 'state' })
		},
		column: plotCode((plot) => plot.ownership),
		onServer: isServer ? { says: { ownerships: 'Maîtrises foncières' } } : null
	}),
	choice({
		id: 'occupancy',
		field: 'terr_etat_occup',
		fields: {
			occupancies: listOf('terr_etat_occup', plotLists.terr_etat_occup, {
				group: 'state',
				place: 1
			})
		},
		column: occupancy,
		onServer: isServer ? { says: { occupancies: 'États d’occupation' } } : null
	}),
	choice({
		id: 'use',
		field: 'terr_usage',
		fields: { uses: listOf('terr_usage', plotLists.terr_usage, { group: 'state', place: 2 }) },
		column: plotCode((plot) => plot.use),
		onServer: isServer ? { says: { uses: 'Usages' } } : null
	}),
	choice({
		id: 'vocation',
		field: 'site_vocadomi',
		fields: {
			vocations: listOf('site_vocadomi', siteLists.site_vocadomi, {
				group: 'vocation',
				hideLegend: true
			})
		},
		column: siteCode((site) => site.vocation),
		onServer: isServer ? { says: { vocations: 'Vocations du site' }, at: 'site' } : null
	})
] as const;
