import { expect, it } from 'vitest';
import { keptAnswers } from './kept-in.ts';

it('answers each question of an object once, and another object’s by itself', () => {
	const asked: string[] = [];
	const ask = keptAnswers(({ name }: { name: string }, { of }: { of: string }) => {
		asked.push(`${name} ${of}`);
		return of === 'nothing' ? null : `${name} ${of}`;
	});
	const [one, other] = [{ name: 'one' }, { name: 'other' }];
	for (let turn = 0; turn < 2; turn += 1) {
		expect(ask(one, { of: 'a' })).toBe('one a');
		expect(ask(one, { of: 'b' })).toBe('one b');
		expect(ask(other, { of: 'a' })).toBe('other a');
		expect(ask(one, { of: 'nothing' })).toBeNull();
	}
	expect(asked).toEqual(['one a', 'one b', 'other a', 'one nothing']);
});

it('remembers a hundred answers: what was made first goes first', () => {
	let made = 0;
	const ask = keptAnswers((_: object, question: number) => {
		made += 1;
		return question;
	});
	const whole = {};
	for (let question = 0; question <= 100; question += 1) ask(whole, question);
	ask(whole, 100);
	expect(made).toBe(101);
	ask(whole, 0);
	expect(made).toBe(102);
});
