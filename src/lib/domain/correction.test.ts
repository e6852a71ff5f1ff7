import { expect, it } from 'vitest';
import { fieldText, readCorrection } from './correction.ts';
import { schemaNamed } from './import/detect-class.ts';

it('shows numbers as the language writes them, and takes what comes back untouched for no change', () => {
	const schema = schemaNamed('terrain_eco');
	if (!schema) throw new Error('terrain_eco has no schema');
	const stored = { terr_prix_demande_m2: 13.25, terr_surf_brute: -0.5 };
	expect(fieldText(13.25, 'fr')).toBe('13,25');
	expect(fieldText(1234567.125, 'en')).toBe('1234567.125');
	expect(fieldText(null, 'fr')).toBe('');
	const read = (price: string, area: string) =>
		readCorrection(
			schema,
			stored,
			new Map([
				['terr_prix_demande_m2', price],
				['terr_surf_brute', area]
			]),
			'2026-11-27'
		);
	for (const language of ['fr', 'en'] as const) {
		const untouched = read(fieldText(13.25, language), fieldText(-0.5, language));
		// Not even a value that would be refused today, while nobody has touched it.
		expect(untouched).toEqual({ changes: {}, faults: [], doubts: [] });
	}
	expect(read('13,5', '-0,5').changes).toEqual({ terr_prix_demande_m2: 13.5 });
});
