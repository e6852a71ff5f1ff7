import { m } from '#lib/paraglide/messages.js';
import type { Criteria } from '#lib/search/criteria.ts';
import { formatHectares } from '#lib/ui/format.ts';
import type { PlaceChoice } from './place-choice.ts';

/** What is asked, for the page's title: "Terrains de 3 ha ou plus, Vallées et Plateau d'Ardenne". */
export function pageTitle(criteria: Criteria, places: PlaceChoice, locale: string): string {
	const hectares = (value: number) => formatHectares(value, locale);
	const { areaMinHa: low, areaMaxHa: high } = criteria;
	const size =
		low !== null && high !== null
			? m.title_between({ low: hectares(low), high: hectares(high) })
			: low !== null
				? m.title_from({ low: hectares(low) })
				: high !== null
					? m.title_to({ high: hectares(high) })
					: '';
	const epci = places.epci.filter(({ siren }) => criteria.epci.includes(siren));
	const communes = places.communes.filter(({ insee }) => criteria.communes.includes(insee));
	const names = [...epci, ...communes].map(({ name }) => name);
	if (size === '' && names.length === 0) return '';
	return [size || m.title_plots(), ...names].join(', ');
}
