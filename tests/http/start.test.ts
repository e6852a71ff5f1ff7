import { createServer, type AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runToEnd, startServer } from '../../scripts/check/running-server.ts';
import { contourService } from './contour-service.ts';
import { dataFolder } from './data-folder.ts';

const data = dataFolder();
const other = 'data/territories/nord-franche-comte.json';

afterAll(() => {
	data.remove();
});

/** Runs a start that has to fail; answers what it says. */
async function refusedStart(environment: Record<string, string>, parameters: string[] = []) {
	const { code, output, errors } = await runToEnd('serve', parameters, {
		PORT: '0',
		FORGETERRE_DATA: join(data.path, 'refused'),
		...environment
	});
	expect(code).toBe(1);
	expect(errors, 'a sentence, no stack trace').not.toMatch(/^\s+at |node:internal/m);
	return output + errors;
}

function writeTerritory(name: string, change: (configuration: Record<string, unknown>) => void) {
	const file = join(data.path, `${name}.json`);
	const configuration = JSON.parse(
		readFileSync('data/territories/nord-ardennes.json', 'utf8')
	) as Record<string, unknown>;
	change(configuration);
	writeFileSync(file, JSON.stringify(configuration));
	return file;
}

describe('start', () => {
	it('fills an empty folder with a line a step, and serves the same after a second start', async () => {
		const environment = { FORGETERRE_DATA: join(data.path, 'twice') };
		const read = async (address: string) => {
			const answer = await fetch(`${address}/ogc/collections/etablissements/items`);
			return ((await answer.json()) as { features: object[] }).features;
		};
		const first = await startServer(environment);
		expect(first.output().trim().split('\n').length).toBeGreaterThan(3);
		const before = await read(first.address);
		expect(await first.stop()).toBe(0);

		const contours = await contourService();
		const second = await startServer({ ...environment, GEO_API_URL: contours.url });
		const after = await read(second.address);
		expect(before).toHaveLength(430);
		expect(after).toEqual(before);
		expect(second.output(), 'nothing waits for the contours').not.toContain('Contours officiels');
		await vi.waitFor(() => {
			expect(second.output()).toContain('Contours officiels en place : 4 EPCI, 156 communes.');
		}, 30_000);
		await contours.close();

		const third = await runToEnd('serve', [], { PORT: '0', ...environment });
		expect(third.code).toBe(1);
		expect(third.errors).toMatch(/déjà utilisé par le processus \d+ \(le serveur/);
		expect(await second.stop()).toBe(0);
		// Generous, because the checks share two cores with other work; npm run bench prints the real one.
		expect(second.seconds).toBeLessThan(120);
	});

	it('makes another territory from another file, in its languages, and says that contours are missing', async () => {
		const file = JSON.parse(readFileSync(other, 'utf8')) as { epci: { siren: string }[] };
		const frenchOnly = join(data.path, 'french-only.json');
		writeFileSync(frenchOnly, JSON.stringify({ ...file, languages: ['fr'] }));
		const server = await startServer({ FORGETERRE_DATA: data.path }, ['--territory', frenchOnly]);
		const english = await fetch(`${server.address}/en`, { headers: { accept: 'text/html' } });
		expect(english.status).toBe(404);
		expect(await english.text()).toMatch(/« en ».*attendu : fr\.[^]*<a href="\/">/);
		const answer = await fetch(`${server.address}/ogc/collections/epci/items`);
		const { features } = (await answer.json()) as { features: { id: string; geometry: unknown }[] };
		expect(features.map(({ id }) => id).sort()).toEqual(file.epci.map(({ siren }) => siren).sort());
		expect(features.map(({ geometry }) => geometry)).toEqual(features.map(() => null));
		const page = await (await fetch(server.address)).text();
		expect(page).toContain('npm run sync -- contours');
		expect(await server.stop()).toBe(0);
	});

	it('refuses a port that is not one, and a port that is taken, by its number', async () => {
		for (const port of ['quatre-mille', '70000', '-1', '3000.5']) {
			expect(await refusedStart({ PORT: port })).toContain(`« ${port} »`);
		}
		const occupant = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => occupant.once('listening', resolve));
		const { port } = occupant.address() as AddressInfo;
		const said = await refusedStart({ PORT: String(port) });
		occupant.close();
		expect(said).toContain(`Le port ${port} est déjà pris`);
	});

	it('refuses an option that it does not know, by its name', async () => {
		expect(await refusedStart({}, ['--couleur', 'rouge'])).toContain('« --couleur »');
		expect(await refusedStart({}, ['--territory'])).toContain('--territory');
	});

	it('refuses a variable that it cannot read before it opens anything, by name, value and what was expected', async () => {
		for (const [name, value, expected] of [
			['BEHIND_PROXY', 'oui', 'attendu 1'],
			['SMTP_URL', 'courrier.exemple.fr', 'attendu une adresse smtp://'],
			['FORGETERRE_SIRENE_URL', 'sirene', 'attendu une adresse http://']
		] as const) {
			const said = await refusedStart({ [name]: value });
			expect(said).toContain(`${name} : reçu « ${value} », ${expected}`);
			expect(said).not.toContain('PostGIS');
		}
	});

	it('refuses a territory file with a fault, by path, field and what was expected', async () => {
		const absent = join(data.path, 'absent.json');
		expect(await refusedStart({}, ['--territory', absent])).toContain(absent);

		const broken = join(data.path, 'broken.json');
		writeFileSync(broken, '{ "id": ');
		expect(await refusedStart({}, ['--territory', broken])).toContain(broken);

		const colourless = writeTerritory('colourless', (configuration) => {
			configuration.colours = { accent: 'rouge' };
		});
		const said = await refusedStart({ FORGETERRE_TERRITORY: colourless });
		expect(said).toContain(colourless);
		expect(said).toContain('colours.accent');
		expect(said).toContain('#RRVVBB');

		const unknown = writeTerritory('unknown', (configuration) => {
			configuration.epci = [{ siren: '999999999', colour: '#112233' }];
		});
		expect(await refusedStart({}, ['--territory', unknown])).toContain('999999999');
	});

	it('refuses a PostgreSQL that does not answer, without telling the password', async () => {
		const url = 'postgresql://forgeterre:s3cret@127.0.0.1:1/forgeterre';
		const said = await refusedStart({ DATABASE_URL: url });
		expect(said).toContain('127.0.0.1');
		expect(said).not.toContain('s3cret');
	});
});
