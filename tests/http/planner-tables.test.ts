import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { indicatorIds, type IndicatorId } from '#lib/subjects/indicators/dashboard/indicator.ts';
import type { BehindModel } from '#lib/subjects/indicators/panels/behind-model.ts';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { engines } from './engines.ts';
import { useSharedServer } from './use-shared-server.ts';

interface Row {
	key: string | null;
	label: string;
	figures: Record<string, number | null>;
	map: string | null;
}
interface Table {
	title: string;
	columns: { id: string; label: string }[];
	rows: Row[];
	total: Row | null;
}
/** A table as each of its forms has it: labels, then figures, null for a dash or an empty cell. */
type Cells = (string | number | null)[][];

const asJson = ({ columns, rows, total }: Table): Cells =>
	(total ? [...rows, total] : rows).map(({ label, figures }) => [
		label,
		...columns.map(({ id }) => figures[id] ?? null)
	]);

/** A number as French writes it: narrow spaces between thousands, a decimal comma. */
function french(text: string): number | null {
	const plain = text.replace(/[\s\u00A0\u202F]/g, '').replace(',', '.');
	return plain === '–' || plain === '' ? null : Number(plain);
}

function asCsv(text: string, { columns }: Table): Cells {
	const { data } = Papa.parse<string[]>(text.replace('\uFEFF', ''), { delimiter: ';' });
	const end = data.findIndex((cells) => cells.length === 1 && cells[0] === '');
	return data
		.slice(1, end)
		.map(([label = '', ...rest]) => [label, ...columns.map((_, nth) => french(rest[nth] ?? ''))]);
}

const unescape = (text: string) =>
	text
		.replace(/<[^>]*>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&')
		.trim();

/** The table of a section of the page, by the labels of its columns: one that says nothing is not shown. */
function asPage(html: string, id: string): { header: string[]; cells: Cells } {
	const from = html.indexOf(`<section id="${id}"`);
	const section = html.slice(from, html.indexOf('</section>', from));
	const rows = [...section.matchAll(/<tr[\s>].*?<\/tr>/gs)].map(([row]) =>
		[...row.matchAll(/<t[hd][\s>].*?<\/t[hd]>/gs)].map(([cell]) => unescape(cell))
	);
	const [header = [], ...lines] = rows;
	return {
		header: header.slice(1, -1),
		cells: lines.map(([label = '', ...rest]) => [label, ...rest.slice(0, -1).map(french)])
	};
}

/** Sheets of a workbook by name, read from its XML. */
function asWorkbook(file: Uint8Array): Map<string, Cells> {
	const parts = unzipSync(file);
	const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
	const shared = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, text]) =>
		unescape(text ?? '')
	);
	const names = [...part('xl/workbook.xml').matchAll(/<sheet [^>]*?name="([^"]*)"/g)];
	return new Map(
		names.map(([, name], nth) => {
			const xml = part(`xl/worksheets/sheet${String(nth + 1)}.xml`);
			expect(xml).not.toMatch(/<f[ >]/);
			const rows = [...xml.matchAll(/<row [^>]*?r="(\d+)"[^>]*?>(.*?)<\/row>/gs)].map(
				([, , row]) => {
					const cells: (string | number | null)[] = [];
					const found = (row ?? '').matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs);
					for (const [, column = 'A', attributes = '', inside = ''] of found) {
						const value = unescape(inside);
						const text = attributes.includes('t="s"')
							? (shared[Number(value)] ?? null)
							: attributes.includes('inlineStr')
								? value
								: value === ''
									? null
									: Number(value);
						cells[column.charCodeAt(0) - 65] = text;
					}
					return Array.from(cells, (value) => value ?? null);
				}
			);
			return [name ?? '', rows];
		})
	);
}

const epci = '200041630';

describe.each(engines)('the planner’s tables on $name', (engine) => {
	const server = useSharedServer(engine);
	const get = (path: string) => fetch(`${server.address()}${path}`);
	const table = async (id: IndicatorId, place = '') =>
		(await (await get(`/analyse/indicateurs/${id}.json?lieu=${place}`)).json()) as Table;

	it('lead to the records that they count, each on the map of the page', async () => {
		for (const place of ['', `epci:${epci}`]) {
			const { rows } = await table('commercialisation', place);
			expect(rows.length).toBeGreaterThan(3);
			for (const { key, figures } of rows) {
				const line = `commercialisation~${key ?? 'non-renseigne'}`;
				const query = new URLSearchParams({ lieu: place, chiffre: line }).toString();
				const shown = (await (await get(`/analyse/chiffre?${query}`)).json()) as BehindModel;
				expect(shown.chosen, line).toEqual({ table: 'commercialisation', key });
				expect(shown.count, line).toMatch(new RegExp(`^${String(figures['plots'])} terrain`));
			}
		}
		const none = (await (await get('/analyse/chiffre?chiffre=rien')).json()) as BehindModel;
		expect(none).toMatchObject({ chosen: null, notes: [expect.stringContaining('rien')] });
		expect((await get('/analyse/chiffre?date=2020-01-01')).status).toBe(404);
		const english = (await (await get('/en/analyse/chiffre')).json()) as BehindModel;
		expect(english.title).toBe('All plots of the place');
	});

	it.each(['', `epci:${epci}`])(
		'say the same on the page, as CSV, JSON and workbook, cell by cell: %s',
		async (place) => {
			const html = await (await get(`/analyse?lieu=${place}`)).text();
			const workbook = asWorkbook(
				await (await get(`/analyse/tableaux.xlsx?lieu=${place}`)).bytes()
			);
			const sheets = [...indicatorIds, 'evolution'].toSorted();
			expect([...workbook.keys()].slice(1).toSorted()).toEqual(sheets);
			for (const id of indicatorIds) {
				const json = await table(id, place);
				const cells = asJson(json);
				const csv = await (await get(`/analyse/csv/${id}?lieu=${place}`)).text();
				expect(asCsv(csv, json), id).toEqual(cells);
				const width = json.columns.length + 1;
				const sheet = (workbook.get(id) ?? [])
					.slice(1, cells.length + 1)
					.map((row) => Array.from({ length: width }, (_, nth) => row[nth] ?? null));
				expect(sheet, id).toEqual(cells);
				const page = asPage(html, id);
				const shown = page.header.map((label) =>
					json.columns.findIndex((column) => column.label === label)
				);
				expect(page.cells, id).toEqual(
					cells.map(([label, ...rest]) => [label, ...shown.map((nth) => rest[nth])])
				);
			}
		}
	);

	it('add up over communes to their EPCI and to the territory, to the m²', async () => {
		const collection = async (name: string) => {
			const answer = await get(`/ogc/collections/${name}/items?limit=1000`);
			const { features } = (await answer.json()) as {
				features: { id: string; properties: { epci_siren: string } }[];
			};
			return features;
		};
		const communes = await collection('communes');
		const all = await collection('epci');
		expect(communes.length).toBeGreaterThan(100);
		const ids = ['commercialisation', 'friches', 'branches'] as const;
		const figuresOf = async (scope = '') => {
			const answer = await get(`/analyse/indicateurs.json?lieu=${scope}`);
			const { tables } = (await answer.json()) as { tables: (Table & { table: string })[] };
			return ids.map((id) => tables.find((one) => one.table === id)?.total?.figures ?? {});
		};
		const scaled = (value: number | null | undefined) => Math.round((value ?? 0) * 1e4);
		/** Of the communes of each EPCI, table by table. */
		const bySiren = new Map<string, Record<string, number>[]>();
		for (const { id: insee, properties } of communes) {
			const sums: Record<string, number>[] =
				bySiren.get(properties.epci_siren) ?? ids.map(() => ({}));
			for (const [at, figures] of (await figuresOf(`commune:${insee}`)).entries()) {
				const own = (sums[at] ??= {});
				for (const [column, value] of Object.entries(figures))
					own[column] = (own[column] ?? 0) + scaled(value);
			}
			bySiren.set(properties.epci_siren, sums);
		}
		const sums: Record<string, number>[] = ids.map(() => ({}));
		for (const { id: siren } of all) {
			for (const [at, figures] of (await figuresOf(`epci:${siren}`)).entries()) {
				const own = (sums[at] ??= {});
				for (const [column, value] of Object.entries(figures)) {
					// An open bracket leaves no upper bound to add.
					if (column === 'jobsHigh') continue;
					const ofCommunes = bySiren.get(siren)?.[at]?.[column];
					expect(ofCommunes, `${String(ids[at])} ${column} ${siren}`).toBe(scaled(value));
					own[column] = (own[column] ?? 0) + scaled(value);
				}
			}
		}
		for (const [at, whole] of (await figuresOf()).entries())
			for (const [column, sum] of Object.entries(sums[at] ?? {}))
				expect(sum, `${String(ids[at])} ${column}`).toBe(scaled(whole[column]));
	});

	it('are drawn area by area, with the numbers of their file and a way to the records of each', async () => {
		const asked = 'maille=epci&mesure=commercialisation~plots~total&classes=quantiles';
		const html = await (await get(`/analyse?${asked}`)).text();
		const csv = await (await get(`/analyse/csv/carte?${asked}`)).text();
		const { data } = Papa.parse<string[]>(csv.replace('\uFEFF', ''), { delimiter: ';' });
		const areas = data
			.slice(1, 5)
			.map(([name = '', plots]) => [name, french(plots ?? '')] as const);
		const own = (await table('commercialisation', `epci:${epci}`)).total?.figures.plots;
		expect(areas.map(([, plots]) => plots)).toContain(own);
		const machine = (await (await get(`/analyse/carte.json?${asked}`)).json()) as {
			areas: { name: string; value: number; class: number | null }[];
			classes: { low: number; high: number; count: number }[];
		};
		expect(machine.areas.map(({ name, value }) => [name, value])).toEqual(areas);
		for (const { value, class: nth } of machine.areas) {
			const { low = 1, high = 0 } = machine.classes[nth ?? -1] ?? {};
			expect(nth === null ? value === 0 : value >= low && value <= high).toBe(true);
		}
		const from = html.indexOf('<section id="carte"');
		const section = html.slice(from, html.indexOf('</section>', from));
		const links = [...section.matchAll(/<a href="([^"]*)" aria-label="([^"]*)"><title>/g)];
		const named = links.map(([, , name]) => unescape(name ?? '').split(/\s:\s/)[1] ?? '');
		expect(named.toSorted()).toEqual(
			areas.map(([name, plots]) => `${name}, ${String(plots)}`).toSorted()
		);
		const [first = ''] = links[0]?.slice(1) ?? [];
		expect((await get(unescape(first))).status).toBe(200);
		expect((await get('/analyse/csv/carte?maille=canton')).status).toBe(400);
		expect((await get('/analyse/csv/carte?lieu=epci:1')).status).toBe(404);
		expect((await get('/analyse/carte.json?maille=canton')).status).toBe(400);
		expect((await get('/analyse/carte.json?lieu=epci:1')).status).toBe(404);
		expect(await (await get('/analyse?maille=canton')).text()).toMatch(/«\scanton\s»/);
		// The rate of the law has its interval beside it, also area by area.
		const rates = await (
			await get('/analyse/csv/carte?maille=epci&mesure=vacance~vacancyRate~total')
		).text();
		const [, rate = []] = Papa.parse<string[]>(rates, { delimiter: ';' }).data;
		const [value = 0, low = 0, high = 0] = rate.slice(2).map(french).map(Number);
		expect(low - 0.5).toBeLessThanOrEqual(value);
		expect(value).toBeLessThanOrEqual(high + 0.5);
	});

	it('go day by day by the same figures on the page, on paper and in files', async () => {
		// What the running server does a minute after its start.
		const daily = await runToEnd('daily', [], {
			...server.environment(),
			FORGETERRE_URL: server.address()
		});
		expect(daily.code, daily.errors).toBe(0);
		const html = await (await get('/analyse')).text();
		const section = (page: string) => {
			const from = page.indexOf('<section id="evolution"');
			return page.slice(from, page.indexOf('</section>', from));
		};
		const cells = [...section(html).matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell = '']) =>
			french(unescape(cell).replace(/[^\d,]/g, ''))
		);
		expect(cells.length).toBeGreaterThan(1);
		expect(section(await (await get('/analyse/rapport')).text())).toContain('</table>');
		const csv = await (await get('/analyse/csv/evolution')).text();
		const text = csv.replace('\uFEFF', '').trim();
		const [, ...days] = Papa.parse<string[]>(text, { delimiter: ';' }).data;
		expect(days.map(([, value]) => Math.round(french(value ?? '') ?? 0))).toEqual(
			cells.map((value) => Math.round(value ?? 0))
		);
		for (const [day] of days) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
		expect((await get('/analyse/csv/evolution?lieu=epci:1')).status).toBe(404);
	});

	it('of a day of which nothing was kept are those of today, and say so; a day that is none is told', async () => {
		const html = await (await get('/analyse?date=2020-01-01')).text();
		expect(html).toMatch(/Aucun relevé le 1er janvier 2020|Aucun relevé le 1 janvier 2020/);
		expect(asPage(html, 'friches').cells).toEqual(
			asPage(await (await get('/analyse')).text(), 'friches').cells
		);
		for (const value of ['2026-02-30', '2999-01-01', 'hier'])
			expect(await (await get(`/analyse?date=${value}`)).text()).toContain(value);
	});

	it('refuse what is none, with the value and what was expected', async () => {
		for (const [path, value, expected] of [
			['rien.json', 'rien', 'commercialisation'],
			['epci.json?lieu=epci:999999999', 'epci:999999999', 'territoire'],
			['epci.json?lieu=site:rien', 'site:rien', 'territoire'],
			['epci.json?lieu=lune', 'lune', 'territoire']
		] as const) {
			const answer = await get(`/analyse/indicateurs/${path}`);
			expect(answer.status).toBe(404);
			const { description } = (await answer.json()) as { description: string };
			expect(description).toContain(value);
			expect(description).toContain(expected);
		}
		expect((await get('/analyse/tableaux.xlsx?lieu=epci:1')).status).toBe(404);
		const weights = ['viabilise', 'vacance', 'friche', 'demande', 'acces', 'contraintes'];
		const nothing = weights.map((one) => `poids_${one}=0`).join('&');
		for (const [asked, said] of [
			[`classement?${nothing}`, /tous à 0/],
			['sensibilite?poids_acces=-3', /Accès.*-3.*de 0 à 10/],
			['rien?poids_acces=3', /rien.*classement, sensibilite, tamis/]
		] as const) {
			const answer = await get(`/analyse/mobiliser/csv/${asked}`);
			expect(answer.ok).toBe(false);
			expect(await answer.text()).toMatch(said);
		}
		// What weights do not decide is there without them, and the page leads to files that can be.
		expect((await get(`/analyse/mobiliser/csv/tamis?${nothing}`)).status).toBe(200);
		const html = await (await get('/analyse/mobiliser?poids_acces=-3')).text();
		const [, file = ''] = /href="([^"]*csv\/classement[^"]*)"/.exec(html) ?? [];
		expect((await get(unescape(file))).status).toBe(200);
		expect((await get('/analyse/rapport?lieu=epci:1')).status).toBe(404);
	});

	it('stand in the OpenAPI document at the addresses where they answer', async () => {
		const { paths } = (await (await get('/ogc/api')).json()) as {
			paths: Record<string, { servers?: { url: string }[] }>;
		};
		for (const path of [
			'/analyse/indicateurs.json',
			'/analyse/indicateurs/{tableau}.json',
			'/analyse/carte.json'
		]) {
			const address = `${paths[path]?.servers?.[0]?.url ?? ''}${path}`;
			expect((await fetch(address.replace('{tableau}', 'friches'))).status).toBe(200);
		}
		const list = (await (await get('/analyse/indicateurs.json')).json()) as {
			tables: { table: string; href: string }[];
		};
		expect(list.tables.map((one) => one.table).toSorted()).toEqual([...indicatorIds].toSorted());
		for (const { href } of list.tables) expect((await fetch(href)).status).toBe(200);
	});
});
