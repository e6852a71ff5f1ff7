import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { composedMessages } from './scripts/client/composed-messages.ts';

/** Databases and servers start here: no fault of what is tested where the machine is busy. */
const databaseTimeout = 400_000;
/**
 * Each file works on databases of its own, and waits for a third of its time: for mails, limits, processes that end. On
 * two processors three at once take a third less than two.
 */
const databaseWorkers = 3;
/** What comes in the background, a mail say, comes later on a busy machine. */
const expectations = { poll: { timeout: 30_000 } };

export default defineConfig({
	test: {
		projects: [
			{
				// Compiles the runes of the state classes.
				plugins: [svelte(), composedMessages()],
				test: {
					name: 'unit',
					environment: 'node',
					// What one file loads the next has too, which is more than half of the time; no file leaves anything behind.
					isolate: false,
					restoreMocks: true,
					// A busy machine is no fault of what is tested.
					testTimeout: 60_000,
					include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/architecture.test.ts']
				}
			},
			{
				test: {
					name: 'database',
					environment: 'node',
					// Each file has databases of its own, and nothing else to leave behind.
					isolate: false,
					include: ['tests/db/**/*.test.ts'],
					expect: expectations,
					testTimeout: databaseTimeout,
					hookTimeout: databaseTimeout,
					maxWorkers: databaseWorkers
				}
			},
			{
				test: {
					name: 'http',
					environment: 'node',
					// As those of the database: the servers are processes of their own.
					isolate: false,
					include: ['tests/http/**/*.test.ts'],
					expect: expectations,
					globalSetup: 'tests/http/prepared-territory.ts',
					testTimeout: databaseTimeout,
					hookTimeout: databaseTimeout,
					maxWorkers: databaseWorkers
				}
			}
		]
	}
});
