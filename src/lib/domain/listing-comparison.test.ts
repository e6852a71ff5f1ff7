import { describe, expect, it } from 'vitest';
import { changedFields, sameShape } from './listing-comparison.ts';

describe('the comparison of two states of a listing', () => {
	it('names what was added, changed and taken away, in the order of the form', () => {
		expect(
			changedFields(
				{ date_dispo: '2027-01-01', terr_prix_demande_m2: 25, terr_lot: 'A' },
				{ terr_prix_demande_m2: 30, terr_lot: 'A', offre_type: 'Local' }
			)
		).toEqual([
			{ field: 'offre_type', before: null, after: 'Local' },
			{ field: 'terr_prix_demande_m2', before: 25, after: 30 },
			{ field: 'date_dispo', before: '2027-01-01', after: null }
		]);
		expect(changedFields({ terr_lot: 'A' }, { terr_lot: 'A' })).toEqual([]);
	});

	it('tells two outlines apart, and one from none', () => {
		const shape = (x: number) => ({
			type: 'MultiPolygon' as const,
			coordinates: [
				[
					[
						[x, 0],
						[1, 0],
						[1, 1],
						[x, 0]
					]
				]
			]
		});
		expect(sameShape(shape(0), shape(0))).toBe(true);
		expect(sameShape(shape(0), shape(0.5))).toBe(false);
		expect(sameShape(null, shape(0))).toBe(false);
		expect(sameShape(null, null)).toBe(true);
	});
});
