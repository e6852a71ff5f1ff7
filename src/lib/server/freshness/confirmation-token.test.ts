import { describe, expect, it } from 'vitest';
import { confirmationToken, readConfirmationToken } from './confirmation-token.ts';

const secret = 'sb_secret_des_tests';
const confirmation = { listing: '0b5cc3a4-1f6e-4d7e-9a53-8d1f5f1c2a3b', seen: '2026-08-25' };

describe('a confirmation link', () => {
	const token = confirmationToken(confirmation, secret);

	it('is read back, and is for an address as it stands', () => {
		expect(readConfirmationToken(token, secret)).toEqual(confirmation);
		expect(encodeURIComponent(token)).toBe(token);
	});

	it('is worth nothing for another listing, another day or another server', () => {
		const other = '1b5cc3a4-1f6e-4d7e-9a53-8d1f5f1c2a3b';
		expect(readConfirmationToken(token.replace(confirmation.listing, other), secret)).toBeNull();
		expect(readConfirmationToken(token.replace('08-25', '08-26'), secret)).toBeNull();
		expect(readConfirmationToken(token, `${secret}!`)).toBeNull();
	});

	it('is ours in one writing alone: no other last letter will do', () => {
		const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
		const taken = alphabet
			.split('')
			.filter((letter) => readConfirmationToken(token.slice(0, -1) + letter, secret));
		expect(taken).toEqual([token.at(-1)]);
	});

	it.each(['', 'x', '..', token.slice(0, -1), `${token}A`, token.replace(/\.[^.]*$/, '.AAAA')])(
		'is refused when it is « %s »',
		(broken) => {
			expect(readConfirmationToken(broken, secret)).toBeNull();
		}
	);
});
