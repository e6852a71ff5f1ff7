import { describe, expect, it } from 'vitest';
import { byteRange } from './byte-range.ts';

describe('the part of a file that is asked for', () => {
	it.each([
		['bytes=0-126', { from: 0, to: 126 }],
		['bytes=10-10', { from: 10, to: 10 }],
		['bytes=900-', { from: 900, to: 999 }],
		['bytes=900-5000', { from: 900, to: 999 }],
		['bytes=-100', { from: 900, to: 999 }],
		['bytes=-5000', { from: 0, to: 999 }]
	])('%s', (header, range) => {
		expect(byteRange(header, 1000)).toEqual(range);
	});

	it.each([null, '', 'bytes=-', 'bytes=5-4', 'bytes=0-1,5-9', 'lines=1-2'])(
		'is the whole for %s',
		(header) => {
			expect(byteRange(header, 1000)).toBeNull();
		}
	);

	it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0'])('%s begins after the end', (header) => {
		expect(byteRange(header, 1000)).toBe('outside');
	});
});
