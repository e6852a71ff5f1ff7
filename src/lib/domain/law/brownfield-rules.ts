import { rule, yesOrNo } from './rule.ts';
import { sources } from './sources.ts';

const asOf = '2026-11-25';

export const brownfieldRules = [
	rule({
		id: 'brownfield',
		article: 'L. 111-26 et D. 111-54',
		versions: [
			{
				versionDate: '2023-12-26',
				validFrom: '2023-12-28',
				validTo: null,
				source: sources.brownfieldDecree,
				parameters: {}
			}
		],
		compute: (given: { unused: boolean; needsWorks: boolean; unbuiltFarmOrForest: boolean }) =>
			yesOrNo(given.unused && given.needsWorks && !given.unbuiltFarmOrForest),
		examples: [
			{
				asOf,
				given: { unused: true, needsWorks: true, unbuiltFarmOrForest: false },
				expected: yesOrNo(true)
			},
			{
				asOf,
				given: { unused: true, needsWorks: false, unbuiltFarmOrForest: false },
				expected: yesOrNo(false)
			},
			{
				asOf,
				given: { unused: true, needsWorks: true, unbuiltFarmOrForest: true },
				expected: yesOrNo(false)
			}
		]
	}),
	rule({
		id: 'brownfield-size',
		article: 'L. 152-6-2',
		versions: [
			{
				versionDate: '2021-08-22',
				validFrom: '2021-08-25',
				validTo: null,
				source: sources.climate,
				parameters: { excess: { unit: 'percent', value: 30 } }
			}
		],
		compute: ({ allowedM2 }: { allowedM2: number }, { excess }) => ({
			kind: 'squareMetres',
			value: (allowedM2 * (100 + excess.value)) / 100
		}),
		// 2,000 × 1.3
		examples: [
			{ asOf, given: { allowedM2: 2000 }, expected: { kind: 'squareMetres', value: 2600 } }
		]
	}),
	rule({
		id: 'brownfield-setback',
		article: 'L. 152-6-4',
		versions: [
			{
				versionDate: '2022-02-21',
				validFrom: '2022-02-23',
				validTo: null,
				source: sources.reclassified,
				parameters: {}
			}
		],
		compute: ({ inPerimeter, otherWaiver }: { inPerimeter: boolean; otherWaiver: boolean }) =>
			yesOrNo(inPerimeter && !otherWaiver),
		examples: [
			{ asOf, given: { inPerimeter: true, otherWaiver: false }, expected: yesOrNo(true) },
			{ asOf, given: { inPerimeter: true, otherWaiver: true }, expected: yesOrNo(false) }
		]
	})
];
