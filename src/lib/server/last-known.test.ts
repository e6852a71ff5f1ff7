import { describe, expect, it } from 'vitest';
import { LastKnown } from './last-known.ts';

const never = () => Promise.withResolvers<string>().promise;

describe('the last known answer', () => {
	it('is asked anew each time, and the newer one given where it comes', async () => {
		const answers = new LastKnown<string>();
		expect(await answers.read('a', () => Promise.resolve('one'))).toBe('one');
		expect(await answers.read('a', () => Promise.resolve('two'))).toBe('two');
	});

	it('serves while the database does not answer, for what was asked and nothing else', async () => {
		const answers = new LastKnown<string>();
		await answers.read('a', () => Promise.resolve('one'));
		expect(await answers.read('a', never)).toBe('one');
		const other = answers.read('b', never).then(() => 'answered');
		expect(await Promise.race([other, answers.read('a', never)])).toBe('one');
	});

	it('is replaced by an answer that came late', async () => {
		const answers = new LastKnown<string>();
		await answers.read('a', () => Promise.resolve('one'));
		const { promise, resolve } = Promise.withResolvers<string>();
		expect(await answers.read('a', () => promise)).toBe('one');
		resolve('two');
		await promise;
		expect(await answers.read('a', never)).toBe('two');
	});

	it('does not hide that the database says no', async () => {
		const answers = new LastKnown<string>();
		await answers.read('a', () => Promise.resolve('one'));
		const refused = answers.read('a', () => Promise.reject(new Error('no')));
		await expect(refused).rejects.toThrow('no');
	});
});
