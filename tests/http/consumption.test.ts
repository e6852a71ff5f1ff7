import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memberEpci } from '#lib/seed/members.ts';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { makeAgent, signIn } from './agents.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';
import { readableText } from './visitor.ts';

const sirens = ['200041630', '200067759', '240800821', '240800847'];
const communes = memberEpci(sirens).flatMap(
	(epci) => epci?.communes.map(({ insee }) => insee) ?? []
);

/** Every commune takes 10,000 m² a year from 2011 to 2024. */
const years = Array.from({ length: 14 }, (_, nth) => 11 + nth);
const head = ['idcom', ...years.map((year) => `naf${String(year)}art${String(year + 1)}`)].join(
	';'
);
const lines = (codes: readonly string[], value = '10000') =>
	[head, ...codes.map((code) => [code, ...years.map(() => value)].join(';'))].join('\n');

describe.each(engines)(
	'the yearly file of consumption beside the running server on $name',
	(engine) => {
		const server = useServer(engine);
		const run = (text: string, ...options: string[]) => {
			const file = join(server.dataPath, 'conso.csv');
			writeFileSync(file, text);
			return runToEnd('consumption', [file, ...options], server.environment());
		};
		const decade = async () => {
			const answer = await fetch(`${server.address()}/analyse/sobriete/csv/annees`);
			const row = (await answer.text()).split('\r\n').find((line) => line.includes('2011–2020'));
			return row?.split(';')[1];
		};

		it('stands beside a map whose marks tick the plots of the list, and untick them', async () => {
			const page = async (path: string) => {
				const html = await (await fetch(server.address() + path)).text();
				const section = html.slice(html.indexOf('<section id="terrains"'));
				const marks = [...section.matchAll(/<a href="([^"]*)" aria-label="([^"]*)"><title>/g)];
				return {
					marks: marks.map(([, href = '', name = '']) => ({
						href: href.replaceAll('&amp;', '&'),
						name
					})),
					ticked: [...section.matchAll(/name="terrain" value="([^"]*)" checked/g)].map(
						([, id]) => id
					),
					listed: [...section.matchAll(/name="terrain" value="/g)].length
				};
			};
			const before = await page('/analyse/sobriete?lieu=epci:200041630');
			expect(before.ticked).toEqual([]);
			expect(before.marks).toHaveLength(before.listed);
			const [first] = before.marks;
			expect(first?.name).toMatch(/^Cocher .*\sha, /);
			const after = await page(first?.href ?? '');
			expect(after.ticked).toHaveLength(1);
			expect(first?.href).toContain(encodeURIComponent(after.ticked[0] ?? '-'));
			const untick = after.marks.find(({ name }) => name.startsWith('Décocher'));
			expect((await page(untick?.href ?? '')).ticked).toEqual([]);
		});

		it('is refused with a sentence where it cannot be, and the figures stay', async () => {
			const before = await decade();
			for (const [text, options, said] of [
				[lines(['51001']), ['--date', '2025-06-30'], /aucune commune du territoire.* 51/],
				[lines(communes, '-1'), ['--date', '2025-06-30'], /« -1 » ; attendu : une surface/],
				[lines(communes.slice(1)), ['--date', '2025-06-30'], /manquent au fichier/],
				[lines(communes), ['--date', '2024-06-30'], /2024.*ne se peut pas/],
				[lines(communes), [], /--date : « » ; attendu|--date/],
				['nom;valeur\nA;1', ['--date', '2025-06-30'], /Attendu : « idcom »/]
			] as const) {
				const { code, output, errors } = await run(text, ...options);
				expect(code).toBe(1);
				expect(output + errors).toMatch(said);
			}
			expect(await decade()).toBe(before);
		});

		it('takes the place of what is invented, and shows once the change is read', async () => {
			const { code, output, errors } = await run(lines(communes), '--date', '2025-06-30');
			expect(code, errors).toBe(0);
			expect(output).toMatch(/2184 lignes, fichier du 2025-06-30 ; 4680 lignes de démonstration/);
			await server.upToDate();
			// 156 communes × 10 years × 1 ha
			expect(await decade()).toBe('1560');
		});

		it('is taken by the page of an administrator too: told first, then kept and shown', async () => {
			const site = { address: server.address(), keys: server.keys() };
			const send = async (cookie: string, action: string, text: string, day = '2026-02-01') => {
				const form = new FormData();
				form.set('fichier', new File([text], 'conso.csv'));
				form.set('jour', day);
				const answer = await fetch(`${site.address}/analyse/sobriete/consommation?/${action}`, {
					method: 'POST',
					body: form,
					headers: { accept: 'text/html', origin: site.address, cookie }
				});
				return [answer.status, readableText(await answer.text())] as const;
			};
			const agent = await signIn(site, await makeAgent(site, 'agent@nord.test', ['200041630']));
			expect((await send(agent, 'verifier', lines(communes)))[0]).toBe(403);
			const chief = await signIn(site, await makeAgent(site, 'chef@nord.test', []));
			for (const [text, day, status, said] of [
				[lines(['51001']), '2026-02-01', 422, 'aucune commune du territoire'],
				[lines(communes, '-1'), '2026-02-01', 400, '« -1 » ; attendu : une surface en m²'],
				['nom;valeur\nA;1', '2026-02-01', 400, 'Attendu : « idcom »'],
				[lines(communes), 'hier', 400, '« hier » n’est pas une date de publication']
			] as const) {
				const told = await send(chief, 'verifier', text, day);
				expect(told).toEqual([status, expect.stringContaining(said)]);
			}
			const twice = lines(communes, '20000');
			expect(await send(chief, 'verifier', twice)).toEqual([
				200,
				expect.stringMatching(/156 communes sur 156, de 2011 à 2024, 4.368 ha en tout/) as string
			]);
			expect(await decade()).toBe('1560');
			expect((await send(chief, 'enregistrer', twice))[0]).toBe(200);
			await server.upToDate();
			expect(await decade()).toBe('3120');
			expect(await send(chief, 'enregistrer', twice)).toEqual([
				409,
				expect.stringContaining('déjà enregistré') as string
			]);
		});
	}
);
