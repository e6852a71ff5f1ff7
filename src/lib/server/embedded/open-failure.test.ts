import { expect, it } from 'vitest';
import { openFailure, withoutPassword } from './open-failure.ts';

const url = 'postgres://ville:secret@base.exemple.fr:5432/forgeterre';
const failing = (code: string) => Object.assign(new Error('in English'), { code });

it('shows an address without its password', () => {
	expect(withoutPassword(url)).toBe('postgres://ville:***@base.exemple.fr:5432/forgeterre');
	expect(withoutPassword('postgres://127.0.0.1/forgeterre')).toBe(
		'postgres://127.0.0.1/forgeterre'
	);
});

it.each([
	['28P01', 'mot de passe refusé'],
	['3D000', "cette base n'existe pas"],
	['ECONNREFUSED', 'aucun serveur ne répond à cette adresse']
])('explains %s in French', (code, reason) => {
	const sentence = openFailure({ kind: 'postgres', url }, failing(code));
	expect(sentence).toContain(reason);
	expect(sentence).not.toContain('secret');
});

it('looks for the reason behind the error of a migration', () => {
	const error = new Error('La migration 1_create a échoué', { cause: failing('42501') });
	expect(openFailure({ kind: 'postgres', url }, error)).toContain("n'a pas les droits");
});

it('keeps the words of an error it does not know', () => {
	expect(openFailure({ kind: 'embedded', directory: '.data/x' }, new Error('disk full'))).toBe(
		"Impossible d'ouvrir la base embarquée de .data/x : disk full."
	);
});
