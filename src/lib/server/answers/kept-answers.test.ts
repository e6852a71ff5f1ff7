import { expect, it } from 'vitest';
import { KeptAnswers, type KeptAnswer } from './kept-answers.ts';

const answerOf = (bytes: number): KeptAnswer => ({
	status: 200,
	headers: {},
	bodies: new Map([['identity', [Buffer.alloc(bytes)]]])
});

it('gives an answer back as long as the records stand as they stood', () => {
	const answers = new KeptAnswers(10_000_000);
	const answer = answerOf(10);
	answers.keep('/', 'one', answer);
	expect(answers.get('/', 'one')).toBe(answer);
	expect(answers.get('/', 'two')).toBeUndefined();
	expect(answers.get('/', 'one'), 'what was let go does not come back').toBeUndefined();
});

it('keeps nothing that was made of former records', () => {
	const answers = new KeptAnswers(10_000_000);
	answers.get('/', 'two');
	answers.keep('/', 'one', answerOf(10));
	expect(answers.get('/', 'two')).toBeUndefined();
});

it('stays within its memory: what was not asked for longest goes first', () => {
	const answers = new KeptAnswers(1_000_000);
	for (let page = 0; page < 40; page += 1) {
		answers.keep(`/${page}`, 'one', answerOf(48_000));
		answers.get('/0', 'one');
	}
	const kept = Array.from({ length: 40 }, (_, page) => answers.get(`/${page}`, 'one')).filter(
		Boolean
	);
	expect(kept).toHaveLength(20);
	expect(answers.get('/0', 'one'), 'asked again and again').toBeDefined();
	expect(answers.get('/1', 'one')).toBeUndefined();
	expect(answers.get('/39', 'one')).toBeDefined();
});

it('counts the encodings that are added, and keeps nothing that would push out too many others', () => {
	const answers = new KeptAnswers(1_000_000);
	const answer = answerOf(50_000);
	answers.keep('/', 'one', answer);
	answer.bodies.set('br', [Buffer.alloc(20_000)]);
	answers.recount('/', answer);
	expect(answers.get('/', 'one'), 'beyond a sixteenth').toBeUndefined();
});

it('keeps a large answer once it is asked for again', () => {
	const answers = new KeptAnswers(100_000_000);
	const first = answerOf(300_000);
	answers.keep('/', 'one', first);
	first.bodies.set('br', [Buffer.alloc(20_000)]);
	answers.recount('/', first);
	expect(answers.get('/', 'one'), 'compressed for the one who asked').toBeUndefined();
	answers.keep('/', 'one', answerOf(300_000));
	expect(answers.get('/', 'one')).toBeDefined();
});

it('keeps a large answer of new records at once where it was asked for before', () => {
	const answers = new KeptAnswers(100_000_000);
	answers.keep('/', 'one', answerOf(300_000));
	expect(answers.get('/', 'two')).toBeUndefined();
	answers.keep('/', 'two', answerOf(300_000));
	expect(answers.get('/', 'two')).toBeDefined();
});
