const meanings: Readonly<Record<string, boolean>> = {
	...{ true: true, vrai: true, oui: true, '1': true },
	...{ false: false, faux: false, non: false, '0': false }
};

/** What a yes or no may be written as, for messages. */
export const truthWords = 'true ou false (1 ou 0, oui ou non)';

/** The yes or no that a text means; null when it means none. */
export function truthOf(text: string): boolean | null {
	return meanings[text.trim().toLowerCase()] ?? null;
}
