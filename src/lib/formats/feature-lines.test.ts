import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureLines } from './feature-lines.ts';

describe('featureLines', () => {
	it('is not misled by braces, quotation marks and other lists', () => {
		const text = [
			'{ "other": [{ "a": 1 }],',
			'"name": "features\\": [{",',
			'"features": [',
			'{ "properties": { "features": [{}] }, "text": "}{\\\\" },',
			'',
			'{ "geometry": { "coordinates": [[1, 2]] } } ],',
			'"last": [{}] }'
		].join('\n');
		expect(JSON.parse(text)).toHaveProperty('features.length', 2);
		expect(featureLines(text)).toEqual([4, 6]);
	});

	it('finds one line a feature, in order, whatever the features hold', () => {
		fc.assert(
			fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (features) => {
				const lines = featureLines(JSON.stringify({ type: 'x', features }, null, 1));
				expect(lines).toHaveLength(features.length);
				expect(lines).toEqual([...new Set(lines)].sort((one, other) => one - other));
			})
		);
	});
});
