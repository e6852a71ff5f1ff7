/**
 * Why something was refused: a code, for which the pages have a sentence in each language (`refused_…` of the
 * messages), and the values that the sentence names.
 */
export interface Reason {
	code: string;
	values: Readonly<Record<string, string | number>>;
}

/** A reason of our own making: `reason('file_empty', { name })`. */
export function reason(code: string, values: Reason['values'] = {}): Reason {
	return { code, values };
}

/** What was refused, as who refused it says it in French, and why, for pages that say it in another language. */
export interface Refused {
	message: string;
	reason: Reason | undefined;
}

/** A refusal in words of its own, with the reason where one is known. */
export class RefusedError extends Error implements Refused {
	override name = 'RefusedError';
	readonly reason: Reason | undefined;
	constructor(message: string, reason?: Reason) {
		super(message);
		this.reason = reason;
	}
}

/** A refusal that only pages say: its code stands for the words. */
export class CodedError extends RefusedError {
	override name = 'CodedError';
	constructor(code: string, values: Reason['values'] = {}) {
		super(code, reason(code, values));
	}
}
