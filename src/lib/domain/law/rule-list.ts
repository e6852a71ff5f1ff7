import { brownfieldRules } from './brownfield-rules.ts';
import { inventoryRules } from './inventory-rules.ts';
import { landRules } from './land-rules.ts';
import { planningRules } from './planning-rules.ts';
import type { Rule } from './rule.ts';

export const ruleSubjects = ['inventory', 'brownfields', 'land', 'planning'] as const;
export type RuleSubject = (typeof ruleSubjects)[number];

/** Every rule, under what it is about. */
export const rulesBySubject: Readonly<Record<RuleSubject, readonly Rule[]>> = {
	inventory: inventoryRules,
	brownfields: brownfieldRules,
	land: landRules,
	planning: planningRules
};

export const ruleList: readonly Rule[] = ruleSubjects.flatMap((subject) => rulesBySubject[subject]);

/** Rules that count only where somebody switches them on. */
export const uncertainRules: readonly Rule[] = ruleList.filter(({ uncertain }) => uncertain);
