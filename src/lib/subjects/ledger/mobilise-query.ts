import { typedNumber } from '#lib/domain/typed-number.ts';

/** What makes a site ready to be put on the market, each from 0 to 100. */
export const mobiliseCriteria = [
	...['serviced', 'vacancy', 'brownfield', 'demand', 'access', 'clear']
] as const;
export type MobiliseCriterion = (typeof mobiliseCriteria)[number];
export type Weights = Record<MobiliseCriterion, number>;

/** Names of the weights in an address. */
export const weightNames: Record<MobiliseCriterion, string> = {
	serviced: 'poids_viabilise',
	vacancy: 'poids_vacance',
	brownfield: 'poids_friche',
	demand: 'poids_demande',
	access: 'poids_acces',
	clear: 'poids_contraintes'
};

const usual: Weights = { serviced: 3, vacancy: 2, brownfield: 2, demand: 2, access: 1, clear: 2 };
export const mostWeight = 10;

/** Tables that weights decide; there are none where all weights are 0. */
export const rankedTables: readonly string[] = ['classement', 'sensibilite'];

export interface MobiliseQuery {
	weights: Weights;
	/** Weights that were asked for and are no number from 0 to 10. */
	unread: { criterion: MobiliseCriterion; value: string }[];
	/** True where every weight is 0: there is nothing to rank by. */
	weightless: boolean;
}

/** Reads the weights of an address; the usual one where it names none, or none that can be. */
export function readMobiliseQuery(parameters: URLSearchParams): MobiliseQuery {
	const unread: MobiliseQuery['unread'] = [];
	const weights = { ...usual };
	for (const criterion of mobiliseCriteria) {
		const text = parameters.get(weightNames[criterion])?.trim() ?? '';
		if (text === '') continue;
		const value = typedNumber(text);
		if (value !== null && value >= 0 && value <= mostWeight) weights[criterion] = value;
		else unread.push({ criterion, value: text });
	}
	return { weights, unread, weightless: mobiliseCriteria.every((one) => weights[one] === 0) };
}

/** The weights as an address carries them. */
export const weightPairs = (weights: Weights): [name: string, value: string][] =>
	mobiliseCriteria.map((criterion) => [weightNames[criterion], String(weights[criterion])]);
