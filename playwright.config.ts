import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const port = process.env.FORGETERRE_TEST_PORT ?? '3179';
const address = `http://127.0.0.1:${port}`;
// Workers read this file again: what the first reading chose stands in the environment.
process.env.FORGETERRE_DATA ??= mkdtempSync(join(tmpdir(), 'forgeterre-browser-'));

/** Specs that change what the map shows. */
const writing = /running-import|checking|listing|programme/;

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results',
	fullyParallel: false,
	workers: 2,
	timeout: 180_000,
	expect: { timeout: 30_000 },
	reporter: 'list',
	use: {
		baseURL: address,
		locale: 'fr-FR',
		// To record each test takes a quarter of its time.
		trace: 'on-first-retry',
		launchOptions: {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--use-gl=angle',
				'--use-angle=swiftshader',
				'--enable-unsafe-swiftshader',
				// The map is drawn as on any machine; the page around it is not, twice as fast without a graphics card.
				'--disable-gpu-compositing',
				'--disable-background-networking',
				// Other sites frame the map here, and stand nowhere: to the browser ours is a machine of the local network.
				'--disable-features=LocalNetworkAccessChecks'
			]
		}
	},
	// One server for all: what only reads comes first, what writes into its database after. A browser without a graphics
	// card loses races that no visitor meets: what only reads may be tried again, and `npm test` counts it apart.
	projects: [
		{ name: 'reading', testIgnore: writing, retries: 1 },
		{ name: 'writing', testMatch: writing, dependencies: ['reading'], workers: 1 }
	],
	webServer: {
		command: `"${process.execPath}" scripts/serve.ts`,
		url: address,
		// Nothing listens at port 9: no test depends on Sirene, on addresses or on the online base maps, nor waits.
		env: {
			...{ PORT: port, HOST: '127.0.0.1', DATABASE_URL: '', PUBLIC_SUPABASE_URL: '', SMTP_URL: '' },
			FORGETERRE_SIRENE_URL: 'http://127.0.0.1:9',
			// The one site that may frame the map; no name server knows it.
			FORGETERRE_EMBED_PARENTS: 'http://epci.exemple',
			FORGETERRE_KIT: '1',
			FORGETERRE_IGN_URL: 'off',
			FORGETERRE_GEOCODING_URL: 'off',
			FORGETERRE_ISOCHRONE_URL: 'off',
			GEO_API_URL: 'off'
		},
		timeout: 180_000,
		reuseExistingServer: false,
		gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 }
	}
});
