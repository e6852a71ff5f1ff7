import { criteriaList, fieldEntries } from './criteria-list.ts';
import type { Criteria, CriterionId } from './criteria.ts';

/** Parameters of how the list is shown. */
export const viewNames = { list: 'liste', sort: 'tri', order: 'ordre', page: 'page' } as const;

type Parameter = keyof Criteria | keyof typeof viewNames;

/** Names of the parameters of an address, in its order. Where the CNIG has a word, it is the CNIG's. */
export const parameterNames = {
	...Object.fromEntries(fieldEntries.map(([key, { name }]) => [key, name])),
	wishes: 'souhait',
	strict: 'strict',
	...viewNames
} as Readonly<Record<Parameter, string>>;

/** What each criterion is called where a wish or a strict criterion is named. */
export const criterionWords = Object.fromEntries(
	criteriaList.map(({ id, word }) => [id, word])
) as Readonly<Record<CriterionId, string>>;
