import { expect, it } from 'vitest';
import { samplePlot, sampleRecords } from '../../../tests/fixtures/sample-records.ts';
import { buildColumns } from '#lib/search/columns.ts';
import { noCriteria, type Criteria, type CriterionId } from '#lib/search/criteria.ts';
import { evaluate } from '#lib/search/evaluate.ts';
import { failureOf } from '#lib/search/funnel.ts';
import { failureText } from './measure-words.ts';

const columns = buildColumns(
	sampleRecords({
		plots: [
			samplePlot({
				areaHa: 4.6,
				readyToBuild: null,
				availableFrom: '2029-03-22',
				halls: {
					fits: [60, 75, 90, 96.4, 96.4, 96.4, 100, 104],
					refused: [60.1, 75.1, 90.1, 96.5, 96.5, 96.5, 100.1, 104.1]
				},
				permit: { state: 'échéance', lastDay: '2027-02-22' }
			})
		]
	})
);
const far: Criteria['shape'] = { kind: 'circle', centre: [2.35, 48.85], radiusKm: 1 };

it.each<[CriterionId, Partial<Criteria>, string]>([
	['area', { areaMinHa: 5 }, '4,6\u202fha pour 5\u202fha demandés'],
	['area', { areaMinHa: 4.600_5 }, '4,6\u202fha pour 4,6005\u202fha demandés'],
	['area', { areaMaxHa: 4.59 }, '4,6\u202fha pour 4,59\u202fha demandés'],
	[
		'hall',
		{ hallLengthM: 120, hallWidthM: 40 },
		'au plus 96,4\u202fm de long sur 40\u202fm, pour 120\u202fm demandés'
	],
	['hall', { hallLengthM: 120, hallWidthM: 120 }, 'aucun bâtiment de 120\u202fm de large ne tient'],
	['available', { availableBefore: '2026-01-01' }, '22 mars 2029, pour le 1er janvier 2026'],
	['permit', { buildableAfter: '2028-03-01' }, '22 février 2027, pour le 1er mars 2028'],
	['ready', { readyToBuild: true, strict: ['ready'] }, 'non renseigné'],
	['text', { text: 'fonderie' }, '«\u00a0fonderie\u00a0» n’y figure pas'],
	['shape', { shape: far }, 'hors de la zone'],
	['shape', { shape: far, shapeRelation: 'within' }, 'pas entièrement dans la zone'],
	['shape', { shape: far, shapeRelation: 'centre' }, 'centre hors de la zone']
])('says why a plot fails %s: %j', (id, asked, words) => {
	const criteria = { ...noCriteria, ...asked };
	const failure = failureOf(evaluate(columns, criteria), id, 0);
	expect(failure && failureText(failure, criteria, 'fr')).toBe(words);
});

it('says of a space in a building that nothing is built there, whatever its ground would hold', () => {
	const inside = sampleRecords({ plots: [samplePlot({ offer: 'Local' })] });
	const criteria = { ...noCriteria, hallLengthM: 60, hallWidthM: 30 };
	const failure = failureOf(evaluate(buildColumns(inside), criteria), 'hall', 0);
	expect(failure && failureText(failure, criteria, 'fr')).toBe(
		'offert dans un bâtiment\u00a0: rien ne s’y construit'
	);
});
