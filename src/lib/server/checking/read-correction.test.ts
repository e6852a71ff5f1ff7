import { describe, expect, it } from 'vitest';
import { allFields, correctionOf } from './read-correction.ts';

function form(read: object, typed: Record<string, string>): FormData {
	const data = new FormData();
	data.set('read', JSON.stringify(read));
	for (const [name, text] of Object.entries(typed)) data.set(name, text);
	return data;
}

describe('the correction of a listing', () => {
	it('holds what was changed and nothing of what was only shown', () => {
		const shown = { terr_lot: 'Lot 1', terr_prix_demande_m2: '25', terr_description: 'Plat' };
		const correction = correctionOf(
			allFields,
			form(shown, { ...shown, terr_prix_demande_m2: '30,5', terr_description: '' })
		);
		expect(correction.values).toEqual({ terr_prix_demande_m2: 30.5, terr_description: null });
		expect(correction.mine.toSorted()).toEqual(['terr_description', 'terr_prix_demande_m2']);
	});

	it('clears the price that becomes one on request', () => {
		const shown = { terr_prix_demande_m2: '25', terr_prix_sur_demande: '' };
		const { values } = correctionOf(
			allFields,
			form(shown, { ...shown, terr_prix_sur_demande: 'oui' })
		);
		expect(values).toEqual({ terr_prix_sur_demande: 'oui', terr_prix_demande_m2: null });
	});

	it('leaves alone what the form did not show', () => {
		expect(correctionOf(allFields, form({ terr_lot: 'A' }, { terr_lot: 'B' })).mine).toEqual([
			'terr_lot'
		]);
	});

	it('names a value that cannot be read and keeps it as typed', () => {
		const correction = correctionOf(allFields, form({}, { hbat: 'haut' }));
		expect(correction.faults['hbat']).toMatchObject({ kind: 'number', value: 'haut' });
		expect(correction.typed['hbat']).toBe('haut');
		expect(correction.values).toEqual({});
	});

	it('takes everything for changed where the form does not say what it showed', () => {
		const data = form({}, { terr_lot: 'Lot 1' });
		data.set('read', '{broken');
		expect(correctionOf(allFields, data).values).toEqual({ terr_lot: 'Lot 1' });
	});
});
