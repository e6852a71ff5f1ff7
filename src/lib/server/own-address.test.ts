import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownAddress } from './own-address.ts';

const ours = 'https://foncier.test';

/** Texts near those that have led away: slashes of both kinds, dots, schemes, controls, encodings. */
const parts = fc.constantFrom(
	...['/', '\\', '.', '..', ':', '@', '?', '#', '%2f', '%5c', '%2e', '%09', '\t', '\n', '\r', '\0'],
	...[
		' ',
		'https:',
		'http:',
		'javascript:',
		'data:',
		'evil.example',
		'en',
		'admin',
		'\u3002',
		'\uff0f'
	]
);
const nearby = fc.array(parts, { maxLength: 9 }).map((all) => all.join(''));

describe('an address from outside', () => {
	it('keeps path, search and fragment of one of ours', () => {
		expect(ownAddress('/en/admin?etat=à%20lire#suite')).toBe('/en/admin?etat=%C3%A0%20lire#suite');
		expect(ownAddress('/proposer/../admin')).toBe('/admin');
	});

	it.each([
		...['/.//evil.example', '/..//evil.example', '/a/..//evil.example', '/%2e//evil.example'],
		...['//evil.example', '/\\evil.example', '\\\\evil.example', '/.\\/evil.example'],
		...['/\t/evil.example', '/\n/evil.example', '\t//evil.example', '/.\r//evil.example'],
		...[
			'https:evil.example',
			'https://evil.example',
			'http:\\\\evil.example',
			'javascript:alert(1)'
		],
		...['//evil.example@foncier.test', '///evil.example', '/./\\evil.example', '//[']
	])('refuses %j', (asked) => {
		expect(ownAddress(asked)).toBeNull();
	});

	it('leads off our origin by no text at all', () => {
		const seed = Date.now() % 2 ** 31;
		console.log(`own-address: seed ${seed}`);
		fc.assert(
			fc.property(fc.oneof(nearby, fc.string({ unit: 'binary' }), fc.webUrl()), (asked) => {
				const path = ownAddress(asked);
				if (path === null) return;
				const led = new URL(path, `${ours}/connexion?suite=x`);
				expect(led.origin).toBe(ours);
				expect(path).toMatch(/^\/(?![/\\])/);
			}),
			{ seed, numRuns: 3_000 }
		);
	}, 60_000);
});
