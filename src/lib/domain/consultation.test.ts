import { expect, it } from 'vitest';
import { readConsulted } from './consultation.ts';

it('reads whom to consult, and names the first line that is nobody', () => {
	const sound = '\nU1; a@b.fr; Propriétaire; SCI A\n\nU2\tc@d.fr\toccupant\tForges, B\n';
	expect(readConsulted(sound)).toEqual({
		unread: null,
		people: [
			{ unit: 'U1', mail: 'a@b.fr', role: 'propriétaire', name: 'SCI A' },
			{ unit: 'U2', mail: 'c@d.fr', role: 'occupant', name: 'Forges, B' }
		]
	});
	expect(readConsulted(`${sound}U3;e@f.fr;voisin;C`).unread).toEqual({
		...{ line: 5, text: 'U3;e@f.fr;voisin;C' }
	});
	expect(readConsulted('').people).toEqual([]);
});
