import { choice } from '../choice-criteria.ts';
import { isServer } from '../is-server.ts';
import { plotCode } from '../plot-columns.ts';

export const place = [
	choice({
		id: 'epci',
		field: 'epci_siren',
		fields: {
			epci: {
				kind: 'codes',
				name: 'epci_siren',
				pattern: /^\d{9}$/,
				example: '200041630',
				words: 'code',
				panel: { group: 'place', control: 'place' }
			}
		},
		column: plotCode((plot) => plot.epciSiren),
		onServer: isServer ? { says: { epci: 'SIREN d’EPCI' } } : null
	}),
	choice({
		id: 'commune',
		field: 'comm_insee',
		fields: {
			communes: {
				kind: 'codes',
				name: 'comm_insee',
				pattern: /^(\d{2}|2[AB])\d{3}$/,
				example: '08105',
				words: 'code',
				panel: { group: 'place', control: null }
			}
		},
		column: plotCode((plot) => plot.inseeCode),
		onServer: isServer ? { says: { communes: 'Codes INSEE de communes' } } : null
	})
] as const;
