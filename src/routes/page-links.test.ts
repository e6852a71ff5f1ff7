import { expect, it } from 'vitest';
import { isListed, pageLinks } from './page-links.ts';

const site = 'https://carte.exemple.fr';
const both = ['fr', 'en'] as const;

it('names a page once, in whatever way and language it was asked for', () => {
	for (const path of ['/plots/T-1', '/en/plots/T-1']) {
		const { canonical, alternates } = pageLinks(site, path, { language: 'en', languages: both });
		expect(canonical).toBe(`${site}/en/plots/T-1`);
		expect(alternates).toEqual([
			{ language: 'fr', address: `${site}/plots/T-1` },
			{ language: 'en', address: `${site}/en/plots/T-1` },
			{ language: 'x-default', address: `${site}/plots/T-1` }
		]);
	}
	expect(pageLinks(site, '/en', { language: 'fr', languages: both }).canonical).toBe(site);
});

it.each([
	['/(map)', true],
	['/(map)/plots/[id]', true],
	['/(office)/proposer', true],
	['/(office)/proposer/[id]/fiche', false],
	['/(office)/admin/membres', false],
	['/(office)/connexion', false],
	['/(office)/comparer', false],
	[null, false]
])('%s is listed: %s', (route, listed) => {
	expect(isListed(route)).toBe(listed);
});
