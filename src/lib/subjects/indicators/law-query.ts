import { isDay } from '#lib/domain/day.ts';
import { uncertainRules } from '#lib/domain/law/rule-list.ts';

/** Names of the parameters of the page of rules. */
export const lawParameters = { asOf: 'date', switchedOn: 'verifier' } as const;

export interface LawQuery {
	/** Day that the rules are read on, ISO. */
	asOf: string;
	/** Ids of uncertain rules that the reader counts. */
	switchedOn: string[];
	/** What the address asked for and cannot have. */
	faults: { code: 'date' | 'switch'; value: string }[];
}

/** Reads the address of the page of rules: without a day, or with one that does not exist, it is today. */
export function readLawQuery(parameters: URLSearchParams, today: string): LawQuery {
	const asked = parameters.get(lawParameters.asOf)?.trim() ?? '';
	const dated = isDay(asked);
	const switches = [...new Set(parameters.getAll(lawParameters.switchedOn))];
	const isSwitch = (id: string) => uncertainRules.some((rule) => rule.id === id);
	return {
		asOf: dated ? asked : today,
		switchedOn: switches.filter(isSwitch),
		faults: [
			...(dated || asked === '' ? [] : [{ code: 'date' as const, value: asked }]),
			...switches
				.filter((id) => id !== '' && !isSwitch(id))
				.map((value) => ({ code: 'switch' as const, value }))
		]
	};
}
