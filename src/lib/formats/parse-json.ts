/** More than any GeoJSON nests, with room for properties of its own. */
export const deepestJson = 100;

/** JSON nested deeper than `deepestJson`; whatever follows it into its depth would end the stack. */
export class DeepJsonError extends SyntaxError {
	override name = 'DeepJsonError';
}

const [quote, backslash] = [0x22, 0x5c];
const opening = [0x5b, 0x7b];
const closing = [0x5d, 0x7d];

/**
 * Parses JSON that comes from outside.
 * @throws SyntaxError for what is none, DeepJsonError for what is nested too deeply
 */
export function parseJson(text: string): unknown {
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) at = endOfString(text, at);
		else if (opening.includes(code)) depth++;
		else if (closing.includes(code)) depth--;
		if (depth > deepestJson) throw new DeepJsonError(`nested deeper than ${String(deepestJson)}`);
	}
	return JSON.parse(text) as unknown;
}

/** Place of the quotation mark that ends the string starting at `start`. */
function endOfString(text: string, start: number): number {
	let at = start + 1;
	for (; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) return at;
		if (code === backslash) at++;
	}
	return at;
}
