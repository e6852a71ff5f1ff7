import { expect, it } from 'vitest';
import { emptyBrief, readBriefForm, readHectares, type TypedBrief } from './brief-form.ts';

const complete = {
	...{ surface: '4,5', message: 'Une forge', nom: 'Ada Martin', societe: '', telephone: '' },
	...{ courriel: 'ada@exemple.fr', consentement: 'oui' }
};
const read = (typed: Partial<TypedBrief>, kind: 'projet' | 'erreur' = 'projet') =>
	readBriefForm(kind, (field) => ({ ...complete, ...typed })[field]);
const faultsOf = (typed: Partial<TypedBrief>) => read(typed).faults;

it('reads what is complete', () => {
	expect(read({})).toMatchObject({
		faults: {},
		brief: {
			surfaceMinHa: 4.5,
			message: 'Une forge',
			contact: { name: 'Ada Martin', company: null, email: 'ada@exemple.fr', phone: null }
		}
	});
});

it('names the value and why it cannot be used', () => {
	expect(faultsOf({ nom: '  ' })).toEqual({ nom: { kind: 'missing', value: '' } });
	expect(faultsOf({ courriel: 'ada à exemple' })).toEqual({
		courriel: { kind: 'not-an-address', value: 'ada à exemple' }
	});
	expect(faultsOf({ surface: 'beaucoup' }).surface).toEqual({
		kind: 'not-a-surface',
		value: 'beaucoup'
	});
	expect(faultsOf({ consentement: '' }).consentement?.kind).toBe('no-consent');
	expect(faultsOf({ message: 'x'.repeat(4001) }).message).toMatchObject({
		kind: 'too-long',
		maximum: 4000
	});
});

it('keeps what was typed, faults or not', () => {
	expect(read({ nom: '', message: '<b>à & é</b>' }).typed).toMatchObject({
		...{ nom: '', message: '<b>à & é</b>', courriel: 'ada@exemple.fr' }
	});
});

it('leaves out what the database could not keep', () => {
	const message = read({ message: 'a\u0000b\u0007\r\nc\ud800\t' }).brief.message;
	expect(message).toBe('ab\nc\ufffd');
});

it('asks a report for its text alone, and for consent only where there is an address', () => {
	const report = (typed: Partial<TypedBrief>) =>
		readBriefForm('erreur', (field) => ({ ...emptyBrief, ...typed })[field]);
	expect(report({ message: 'Le prix est faux' })).toMatchObject({
		faults: {},
		brief: { contact: null }
	});
	expect(report({ message: '' }).faults.message?.kind).toBe('missing');
	expect(report({ message: 'a', courriel: 'b@exemple.fr' }).faults.consentement?.kind).toBe(
		'no-consent'
	);
});

it.each([
	['3', 3],
	['4,6 ha', 4.6],
	['1 200', 1200],
	['0', null],
	['-3', null],
	['1e9', null],
	['20000', null],
	['', null]
])('reads « %s » as %s hectares', (text, hectares) => {
	expect(readHectares(text)).toBe(hectares);
});
