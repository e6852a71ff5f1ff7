import { expect, it } from 'vitest';
import { briefReference, clockOf } from './brief.ts';

const brief = { dueAt: '2026-09-15T15:00:00.000Z', answeredAt: null, closedAt: null };
const at = (time: string) => new Date(time);

it('tells the working hours left before an answer is due, nights of the weekend left out', () => {
	// Friday 17:00 in Paris: 7 h of Friday, 24 of Monday, 17 of Tuesday.
	expect(clockOf(brief, at('2026-09-11T15:00:00Z'))).toEqual({ kind: 'running', hours: 48 });
	expect(clockOf(brief, at('2026-09-13T12:00:00Z'))).toEqual({ kind: 'running', hours: 41 });
	expect(clockOf(brief, at('2026-09-15T14:30:00Z'))).toEqual({ kind: 'running', hours: 0 });
});

it('tells by how much an answer is late', () => {
	expect(clockOf(brief, at('2026-09-15T20:10:00Z'))).toEqual({ kind: 'late', hours: 5 });
});

it('stops at the first answer, and at the end', () => {
	const answeredAt = '2026-09-14T08:00:00.000Z';
	const late = at('2026-10-01T00:00:00Z');
	expect(clockOf({ ...brief, answeredAt }, late)).toEqual({ kind: 'answered' });
	expect(clockOf({ ...brief, answeredAt, closedAt: answeredAt }, late)).toEqual({ kind: 'closed' });
});

it('gives a number short enough for the telephone', () => {
	expect(briefReference('0b9f3c1e-7a52-4f0e-9d5b-2f6a1c3e4d5f')).toBe('0B9F3C1E');
});
