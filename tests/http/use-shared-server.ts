import { beforeAll, inject } from 'vitest';
import type { Engine } from './engines.ts';
import { keysIn } from './server-on-copy.ts';
import type { SharedServer } from './shared-servers.ts';

/** The server of the prepared territory that tests share which change no record: a start takes as long as many of them. */
export function useSharedServer({ name }: Engine) {
	let shared: SharedServer;
	const setting = (variable: string) => shared.environment[variable] ?? '';

	beforeAll(async () => {
		const answer = await fetch(`${inject('sharedServers')}/${name}`);
		if (!answer.ok) throw new Error(await answer.text());
		shared = (await answer.json()) as SharedServer;
	});

	return {
		address: () => shared.address,
		/** What a command needs to find the same database. */
		environment: () => shared.environment,
		/** Where it keeps what it is writing. */
		temporary: () => setting('TMPDIR'),
		keys: () => keysIn(setting('FORGETERRE_DATA'))
	};
}
