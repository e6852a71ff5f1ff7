import { describe, expect, it } from 'vitest';
import { ConsumptionFileError, readConsumption } from './consumption-file.ts';

const head = 'idcom;idcomtxt;naf11art12;art11act12;art11hab12;naf12art13;naf11art13';
const file = (...lines: string[]) => [head, ...lines].join('\r\n');
const communes = new Set(['08001']);

describe('the yearly file of consumption', () => {
	it('gives a row a commune and year, and leaves out columns of several years and other communes', () => {
		const text = `\uFEFF${file('08001;Ouestville;1200;300;900;45,5;1245,5', '51001;Ailleurs;x;x;x;x;x')}`;
		expect(readConsumption(text, communes)).toEqual([
			{ commune: '08001', annee: 2011, conso_m2: 1200, activite_m2: 300 },
			{ commune: '08001', annee: 2012, conso_m2: 45.5, activite_m2: null }
		]);
	});

	it('gives lines of elsewhere where it has no other, so that the refusal can say of where', () => {
		const [first] = readConsumption(file('51001;Ailleurs;1;1;0;2;3'), communes);
		expect(first?.commune).toBe('51001');
	});

	it.each([
		[file('08001;Ouestville;-3;0;0;1;1'), /Ligne 2, colonne « naf11art12 » : « -3 »/],
		[file('08001;Ouestville;abc;0;0;1;1'), /« abc » ; attendu : une surface en m²/],
		[file('08001;Ouestville;;0;0;1;1'), /« {2}»/],
		['nom;valeur\nA;1', /Colonnes lues : nom, valeur\. Attendu : « idcom »/],
		['idcom;naf11art13\n08001;5', /une colonne par an/],
		['', /Colonnes lues : aucune/]
	])('is refused with a sentence that names the place: %#', (text, message) => {
		expect(() => readConsumption(text, communes)).toThrow(ConsumptionFileError);
		expect(() => readConsumption(text, communes)).toThrow(message);
	});
});
