import { describe, expect, it } from 'vitest';
import { faultLine } from './fault-line.ts';

const script = 'select 1;\n\nselekt 2;\n';
const at = (position?: string) => Object.assign(new Error('refused'), { position });

describe('the line of a fault', () => {
	it('is that of the position the database gives, which counts from 1', () => {
		expect(faultLine(script, at('1'))).toBe(1);
		expect(faultLine(script, at(String(script.indexOf('selekt') + 1)))).toBe(3);
		expect(faultLine(script, at('1'), script.indexOf('selekt'))).toBe(3);
	});

	it('is that of the statement, or none, where the database points at nothing', () => {
		expect(faultLine(script, at(), script.indexOf('selekt'))).toBe(3);
		expect(faultLine(script, at())).toBeUndefined();
		expect(faultLine(script, 'no error')).toBeUndefined();
	});
});
