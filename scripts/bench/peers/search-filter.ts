import type { LngLat } from '#lib/domain/feature.ts';
import { acceptedStages, areaMinHa } from '../../../tests/bench/asked-search.ts';

/** How a version of the Filter Encoding writes names and rings. */
export interface FilterDialect {
	namespace: string;
	name: 'PropertyName' | 'fes:ValueReference';
	prefix: '' | 'fes:';
	ring: (ring: readonly LngLat[]) => string;
}

/** The area and the four attribute criteria of the search as an OGC filter; what is not known passes. */
export function searchFilter(ring: readonly LngLat[], dialect: FilterDialect): string {
	const { namespace, name, prefix } = dialect;
	const tag = (of: string, ...parts: string[]) =>
		`<${prefix}${of}>${parts.join('')}</${prefix}${of}>`;
	const property = (of: string) => `<${name}>${of}</${name}>`;
	const compared = (how: string, of: string, value: string | number) =>
		tag(how, property(of), tag('Literal', String(value)));
	const unknown = (of: string) => tag('PropertyIsNull', property(of));
	const unless = (of: string, value: string) =>
		tag('Or', unknown(of), compared('PropertyIsNotEqualTo', of, value));
	return [
		`<${prefix}Filter ${namespace}>`,
		tag(
			'And',
			tag('Intersects', property('geom'), dialect.ring(ring)),
			tag(
				'Or',
				unknown('terr_surf_brute'),
				compared('PropertyIsGreaterThanOrEqualTo', 'terr_surf_brute', areaMinHa)
			),
			tag(
				'Or',
				...acceptedStages.map((stage) => compared('PropertyIsEqualTo', 'terr_stade_comm', stage))
			),
			unless('terr_cession_type', 'Mise à disposition'),
			unless('terr_cle_en_main', 'non')
		),
		`</${prefix}Filter>`
	].join('');
}
