import { expect, it } from 'vitest';
import { legalFacts } from './legal-facts.ts';
import { contactsIn, parseTerritory } from './territory.ts';

const least = {
	id: 'essai',
	name: 'Essai',
	epci: [{ siren: '200041630', colour: '#3B6FA0' }],
	colours: { accent: '#B5442E' },
	languages: ['fr'],
	contacts: [],
	axes: []
};

it('says what the configuration says, and of the rest that it is missing', () => {
	const legal = { publisher: 'Communauté d’essai', host: { name: 'Hébergeur d’essai' } };
	const given = legalFacts(parseTerritory({ ...least, legal }, 'essai.json'));
	expect([given.publisher, given.isPublisherNamed]).toEqual(['Communauté d’essai', true]);
	expect([given.facts.host, given.facts.director]).toEqual(['Hébergeur d’essai', null]);
	const nothing = legalFacts(parseTerritory(least, 'essai.json'));
	expect([nothing.publisher, nothing.isPublisherNamed]).toEqual(['Essai', false]);
	expect(Object.values(nothing.facts).every((fact) => fact === null)).toBe(true);
});

it('refuses a SIRET that is none, by its name', () => {
	const legal = { publisher: 'Essai', siret: '12' };
	expect(() => parseTerritory({ ...least, legal }, 'essai.json')).toThrow(
		/legal\.siret.*quatorze chiffres/
	);
});

it('says the role of a contact in each language that has it, and one role in all', () => {
	const contacts = [
		{ name: 'Agence', role: { fr: 'Accueil', en: 'Welcome desk' } },
		{ name: 'Bureau', role: { fr: 'Appui' } },
		{ name: 'Chambre', role: 'CCI' },
		{ name: 'Direction' }
	];
	const given = parseTerritory({ ...least, contacts }, 'essai.json');
	expect(contactsIn(given, 'en').map(({ role }) => role)).toEqual([
		...['Welcome desk', 'Appui', 'CCI', undefined]
	]);
	expect(contactsIn(given, 'fr')[0]?.role).toBe('Accueil');
	const wrong = { ...least, contacts: [{ name: 'Agence', role: 3 }] };
	expect(() => parseTerritory(wrong, 'essai.json')).toThrow(/contacts\.0\.role.*rôle par langue/);
});
