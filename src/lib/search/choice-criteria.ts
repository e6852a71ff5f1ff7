import { stagesOnSale } from '#lib/domain/plot.ts';
import { networkFlags } from '#lib/domain/vocabulary.ts';
import { choiceAt, type ChoiceColumn } from './choice-column.ts';
import type { ChoiceField, SearchColumns } from './columns.ts';
import type { Criteria } from './criteria.ts';
import { failed, passed, unknown, type Criterion, type PreparedCriterion } from './criterion.ts';

/** Keys of the criteria that are lists of codes. */
type ListKey =
	| 'epci'
	| 'communes'
	| 'tenures'
	| 'saleStages'
	| 'servicingStages'
	| 'ownerships'
	| 'occupancies'
	| 'uses'
	| 'vocations'
	| 'offers';

/** Passes what was asked for by name; "inconnu" and no value are unknown to everybody else. */
function preparedChoice(
	column: ChoiceColumn,
	verdictOf: (value: string | null) => number
): PreparedCriterion {
	const verdictOfCode = Uint8Array.from(column.values, verdictOf);
	return {
		limits: [],
		judge: (verdicts) => {
			for (let plot = 0; plot < verdicts.length; plot += 1)
				verdicts[plot] = verdictOfCode[column.codes[plot] as number] as number;
		},
		valueAt: (plot) => choiceAt(column, plot)
	};
}

/** Verdict on a value of a list: who asks for "inconnu" by name gets it. */
export function verdictAmong(asked: readonly string[], value: string | null): number {
	if (value !== null && asked.includes(value)) return passed;
	return value === null || value === 'inconnu' ? unknown : failed;
}

function choice(
	id: Criterion['id'],
	key: ListKey,
	field: string,
	column: ChoiceField,
	group: Criterion['group'] = 'land'
): Criterion {
	return {
		id,
		field,
		unit: null,
		kind: 'choice',
		group,
		keys: [key],
		isAsked: (criteria) => criteria[key].length > 0,
		prepare: (criteria, columns) =>
			preparedChoice(columns.choices[column], (value) => verdictAmong(criteria[key], value))
	};
}

export const placeChoices: readonly Criterion[] = [
	choice('epci', 'epci', 'epci_siren', 'epci', 'place'),
	choice('commune', 'communes', 'comm_insee', 'commune', 'place')
];

const readyToBuild: Criterion = {
	id: 'ready',
	field: 'terr_cle_en_main',
	unit: null,
	kind: 'flag',
	group: 'land',
	keys: ['readyToBuild'],
	isAsked: (criteria) => criteria.readyToBuild,
	prepare: (_, { readyToBuild: ready }) => ({
		limits: [],
		judge: (verdicts) => verdicts.set(ready),
		valueAt: (plot) => yesOrNo(ready[plot])
	})
};

/** `oui`, `non` or null of a verdict on a flag. */
function yesOrNo(verdict: number | undefined): string | null {
	if (verdict === passed) return 'oui';
	return verdict === failed ? 'non' : null;
}

const withOrWithoutBrownfields: Criterion = {
	id: 'brownfields',
	field: 'terr_etat_occup',
	unit: null,
	kind: 'choice',
	group: 'land',
	keys: ['brownfields'],
	isAsked: (criteria) => criteria.brownfields !== 'with',
	prepare: ({ brownfields }, columns) =>
		preparedChoice(columns.choices.occupancy, (occupancy) => {
			if (occupancy === null || occupancy === 'inconnu') return unknown;
			return (occupancy === 'friche') === (brownfields === 'only') ? passed : failed;
		})
};

/** What can be had, for who has not named the sale stages; a plot of which it is not known cannot. */
export const offered: Criterion = {
	id: 'offered',
	field: 'terr_stade_comm',
	unit: null,
	kind: 'flag',
	group: 'land',
	keys: ['offered'],
	isAsked: (criteria) => criteria.offered && criteria.saleStages.length === 0,
	prepare: (_, columns) =>
		preparedChoice(columns.choices.saleStage, (stage) =>
			(stagesOnSale as readonly (string | null)[]).includes(stage) ? passed : failed
		)
};

export const landChoices: readonly Criterion[] = [
	choice('offer', 'offers', 'offre_type', 'offer'),
	choice('sale-stage', 'saleStages', 'terr_stade_comm', 'saleStage'),
	choice('tenure', 'tenures', 'terr_cession_type', 'tenure'),
	choice('servicing', 'servicingStages', 'terr_stade_amngt', 'servicingStage'),
	readyToBuild,
	choice('ownership', 'ownerships', 'terr_maitrise_fonc', 'ownership'),
	choice('occupancy', 'occupancies', 'terr_etat_occup', 'occupancy'),
	choice('use', 'uses', 'terr_usage', 'use'),
	choice('vocation', 'vocations', 'site_vocadomi', 'vocation'),
	withOrWithoutBrownfields
];

/** One criterion a network, so that one may be a must and another a wish. */
export const networkChoices: readonly Criterion[] = networkFlags.map((flag, bit): Criterion => ({
	id: flag,
	field: flag,
	unit: null,
	kind: 'flag',
	group: 'networks',
	keys: ['networks'],
	isAsked: ({ networks }: Criteria) => networks.includes(flag),
	prepare: (_, columns) => preparedNetwork(columns, bit)
}));

function preparedNetwork(columns: SearchColumns, bit: number): PreparedCriterion {
	const { networksKnown: known, networksPresent: present } = columns;
	// Present: 1; known to be absent: 0; not known: 2.
	const verdictAt = (plot: number) =>
		(((present[plot] as number) >> bit) & 1) | (((~(known[plot] as number) >> bit) & 1) << 1);
	return {
		limits: [],
		judge: (verdicts) => {
			for (let plot = 0; plot < verdicts.length; plot += 1) verdicts[plot] = verdictAt(plot);
		},
		valueAt: (plot) => yesOrNo(verdictAt(plot))
	};
}
