import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { contourService, type ContourService } from './contour-service.ts';
import { dataFolder } from './data-folder.ts';

const data = dataFolder();
const environment = { FORGETERRE_DATA: join(data.path, 'base') };
let service: ContourService;

beforeAll(async () => {
	service = await contourService();
	writeFileSync(join(data.path, 'wrong.json'), '{ "id": "Nord Ardennes" }');
});

afterAll(async () => {
	await service.close();
	data.remove();
});

describe('a command given wrongly', () => {
	it.each([
		['import', [], /Aucun fichier à importer.*Usage/s],
		['import', ['absent.geojson'], /absent\.geojson : fichier introuvable/],
		['import', ['data'], /data : c’est un dossier/],
		['import', ['README.md'], /README\.md : format inconnu/],
		['import', ['--vite', 'a.csv'], /Option « --vite » inconnue.*Usage/s],
		[
			'import',
			['data/poi.csv', '--as', 'route'],
			/classe « route » inconnue ; attendu : commune, epci/
		],
		[
			'import',
			['data/poi.csv', '--territory', 'absent.json'],
			/absent\.json : fichier introuvable/
		],
		[
			'import',
			['data/poi.csv', '--territory', join(data.path, 'wrong.json')],
			/wrong\.json : champ « id »/
		],
		['sync', [], /reçu « rien », attendu « contours »/],
		['sync', ['plots'], /reçu « plots », attendu « contours »/],
		['demo-clear', ['tout'], /Argument « tout » inattendu/]
	])(
		'%s %j ends with a sentence and leaves no database behind',
		async (name, parameters, message) => {
			const { code, output, errors } = await runToEnd(name, parameters, environment);
			expect(code).toBe(1);
			expect(output).toBe('');
			expect(errors).toMatch(message);
			expect(errors).not.toMatch(/^\s+at |node:internal/m);
			expect(existsSync(environment.FORGETERRE_DATA)).toBe(false);
		}
	);
});

describe('npm run sync -- contours without a server', () => {
	it('fills an empty folder, puts the official contours in place and says so', async () => {
		const { code, output } = await runToEnd('sync', ['contours'], {
			...environment,
			GEO_API_URL: `${service.url}/`
		});
		expect(output).toBe('Contours officiels en place : 4 EPCI, 156 communes.\n');
		expect(code).toBe(0);
	});

	it('says what failed and that the contours are kept', async () => {
		service.misbehave(99, (_request, response) => response.writeHead(404).end());
		const { code, errors } = await runToEnd('sync', ['contours'], {
			...environment,
			GEO_API_URL: service.url
		});
		expect(code).toBe(1);
		expect(errors).toMatch(
			/\/epcis\/200041630.* : le service a répondu 404\.\nCe qui est en place est gardé\./
		);
	});

	it('refuses an address that is none', async () => {
		const { code, errors } = await runToEnd('sync', ['contours'], {
			...environment,
			GEO_API_URL: 'geo.api.gouv.fr'
		});
		expect(code).toBe(1);
		expect(errors).toMatch(
			/GEO_API_URL : reçu « geo\.api\.gouv\.fr », attendu off, ou une adresse/
		);
	});
});
