/**
 * Line on which each feature of a collection starts, from 1, in the order of the `features` member.
 * @param text valid JSON whose root is a FeatureCollection
 */
export function featureLines(text: string): number[] {
	const lines: number[] = [];
	let line = 1;
	let depth = 0;
	let key = '';
	let inFeatures = false;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		if (character === '\n') line++;
		else if (character === '"') {
			const end = endOfString(text, at);
			if (depth === 1) key = text.slice(at + 1, end);
			at = end;
		} else if (character === '{' || character === '[') {
			if (depth === 1) inFeatures = character === '[' && key === 'features';
			if (depth === 2 && inFeatures) lines.push(line);
			depth++;
		} else if (character === '}' || character === ']') depth--;
	}
	return lines;
}

/** Place of the quotation mark that ends the string starting at `start`; JSON has no line break in a string. */
function endOfString(text: string, start: number): number {
	let at = start + 1;
	while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
	return at;
}
