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
