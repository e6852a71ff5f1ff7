import { describe, expect, it } from 'vitest';
import { linkLines, readAction } from './action-form.ts';

const axes = ['recrutement', 'foncier'];
const least = {
	...{ axe: 'foncier', titre_fr: 'Diagnostics RSE à l’échelle', source_nom: 'Convention' },
	source_date: '2023-11-09'
};
const read = (given: Record<string, string>, id: string | null = null) =>
	readAction((field) => given[field] ?? '', id, axes);

describe('the form of an action', () => {
	it('leaves empty what it does not say, and names a new action after its title', () => {
		const { action } = read(least);
		expect(action).toMatchObject({
			...{ action_id: 'diagnostics-rse-a-l-echelle', axe: 'foncier', statut: null, pilote: null },
			...{ budget_eur: null, liens: [], publie: false }
		});
		expect(read(least, 'rse').action?.action_id).toBe('rse');
	});

	it('keeps where its source is read', () => {
		const source_url = 'https://www.exemple.fr/convention.pdf';
		expect(read({ ...least, source_url }).action).toMatchObject({ source_url });
		expect(read(least).action).toMatchObject({ source_url: null });
	});

	it('reads numbers as French writes them, and links line by line', () => {
		const links = 'commune 08105\n\n epci  200041630 ';
		const { action } = read({
			...least,
			budget_eur: '600 000',
			part_publique_pct: '62,5',
			liens: links
		});
		expect(action).toMatchObject({ budget_eur: 600_000, part_publique_pct: 62.5 });
		expect(linkLines(action?.liens ?? [])).toBe('commune 08105\nepci 200041630');
	});

	it.each([
		['titre_fr', ' ', 'missing'],
		['axe', 'ailleurs', 'list'],
		['statut', 'finie', 'list'],
		['budget_eur', '-3', 'number'],
		['budget_eur', 'beaucoup', 'number'],
		['budget_eur', '1e400', 'number'],
		['part_publique_pct', '101', 'percent'],
		['debut', '2026-02-30', 'day'],
		['liens', 'usine 12', 'link'],
		['liens', 'commune', 'link'],
		['titre_en', 'x'.repeat(201), 'long'],
		['source_date', '', 'missing'],
		['source_url', 'javascript:alert(1)', 'address']
	])('refuses %s « %s »', (field, value, fault) => {
		expect(read({ ...least, [field]: value }).faults).toEqual({ [field]: fault });
	});

	it('refuses an end before the beginning', () => {
		const { faults } = read({ ...least, debut: '2026-03-02', fin: '2026-03-01' });
		expect(faults).toEqual({ fin: 'order' });
	});
});
