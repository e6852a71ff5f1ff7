import { reason, type Reason } from '../reason.ts';

/**
 * What was expected of a value, or of a repair and a report what was understood: in French, for logs and reports, and
 * as a code with its values, for pages that say it in another language (`record_…` of the messages).
 */
export interface Expectation {
	expected: string;
	because: Reason;
}

export function expectation(
	code: string,
	expected: string,
	values: Reason['values'] = {}
): Expectation {
	return { expected, because: reason(code, values) };
}

/** Of a value that has to be there. */
export const anyValue = expectation('expects_value', 'une valeur');
