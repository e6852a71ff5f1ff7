import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkEnvironment, environmentTable, setting, type Environment } from './environment.ts';

it('stands in docs/operate.md as it is read (npm run documents writes it)', () => {
	expect(readFileSync('docs/operate.md', 'utf8')).toContain(`\n\n${environmentTable()}\n\n`);
});

describe('a variable', () => {
	it('says what it says, or what holds where it says nothing', () => {
		expect(setting('PORT', {})).toBe(3000);
		expect(setting('PORT', { PORT: ' 8080 ' })).toBe(8080);
		expect(setting('HOST', { HOST: '' })).toBe('127.0.0.1');
		expect(setting('BEHIND_PROXY', { BEHIND_PROXY: '1' })).toBe(true);
		expect(setting('FORGETERRE_URL', {})).toBeUndefined();
		expect(setting('FORGETERRE_URL', { FORGETERRE_URL: 'https://carte.fr//' })).toBe(
			'https://carte.fr'
		);
		expect(setting('FORGETERRE_MEMORY_MB', { FORGETERRE_MEMORY_MB: '2' })).toBe(2_097_152);
		expect(setting('FORGETERRE_EMBED_PARENTS', {})).toEqual([]);
		expect(
			setting('FORGETERRE_EMBED_PARENTS', {
				FORGETERRE_EMBED_PARENTS: 'https://a.fr  https://*.b.fr:8443'
			})
		).toEqual(['https://a.fr', 'https://*.b.fr:8443']);
		expect(() => checkEnvironment({})).not.toThrow();
	});

	it.each<[Environment, string]>([
		[{ PORT: '70000' }, 'PORT : reçu « 70000 », attendu un nombre entier de 1 à 65535'],
		[{ PORT: '80a' }, 'PORT : reçu « 80a »'],
		[{ BEHIND_PROXY: 'yes' }, 'BEHIND_PROXY : reçu « yes », attendu 1'],
		[{ FORGETERRE_URL: 'carte.fr' }, 'FORGETERRE_URL : reçu « carte.fr », attendu une adresse'],
		[{ SMTP_URL: 'post.fr:25' }, 'SMTP_URL : reçu « post.fr:25 », attendu une adresse smtp://'],
		[{ MAIL_FROM: 'personne' }, 'MAIL_FROM : reçu « personne »'],
		[{ FORGETERRE_SIRENE_URL: 'ftp://a' }, 'FORGETERRE_SIRENE_URL : reçu « ftp://a »'],
		[{ FORGETERRE_API_CARTO: 'ign' }, 'FORGETERRE_API_CARTO : reçu « ign »'],
		[{ GEO_API_URL: 'geo' }, 'GEO_API_URL : reçu « geo »'],
		[{ FORGETERRE_MEMORY_MB: 'tout' }, 'FORGETERRE_MEMORY_MB : reçu « tout »'],
		[{ FORGETERRE_PAGE_PLOTS: '-1' }, 'FORGETERRE_PAGE_PLOTS : reçu « -1 »'],
		[{ DATABASE_URL: 'mysql://a' }, 'DATABASE_URL : reçu « mysql://a », attendu une adresse'],
		[{ PUBLIC_SUPABASE_URL: 'supabase' }, 'PUBLIC_SUPABASE_URL : reçu « supabase »'],
		[{ FORGETERRE_EMBED_PARENTS: 'epci.fr' }, 'FORGETERRE_EMBED_PARENTS : reçu « epci.fr »'],
		[{ FORGETERRE_EMBED_PARENTS: 'https://a.fr/;*' }, 'FORGETERRE_EMBED_PARENTS : reçu'],
		[{ FORGETERRE_DEBUG: 'oui' }, 'FORGETERRE_DEBUG : reçu « oui »']
	])('%j stops the start, by its name, its value and what was expected', (given, sentence) => {
		expect(() => checkEnvironment(given)).toThrow(sentence);
	});

	it('is told without its password', () => {
		expect(() => checkEnvironment({ DATABASE_URL: 'mysql://moi:s3cr:et@a@hote/b' })).toThrow(
			'« mysql://moi:…@hote/b »'
		);
	});
});
