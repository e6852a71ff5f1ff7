import { describe, expect, it } from 'vitest';
import { deepestJson, DeepJsonError, parseJson } from './parse-json.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON from outside', () => {
	it('is read as JSON.parse reads it', () => {
		const text = '{"a [[[":"\\"[{\\\\","b":[{"c":[1,-2.5e3,null,true,"é"]}]}';
		expect(parseJson(text)).toEqual(JSON.parse(text));
		expect(parseJson(nested(deepestJson))).toEqual(JSON.parse(nested(deepestJson)));
	});

	it.each(['', '[', '{"a":', '"a', '"a\\', ']]]]', 'null null'])('is refused as %j', (text) => {
		expect(() => parseJson(text)).toThrow(SyntaxError);
	});

	it('is refused beyond a depth, whatever its strings hold', () => {
		expect(() => parseJson(nested(deepestJson + 1))).toThrow(DeepJsonError);
		expect(parseJson(JSON.stringify(nested(5000)))).toBe(nested(5000));
	});
});
