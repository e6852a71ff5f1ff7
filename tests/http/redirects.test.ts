import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFirm, signIn, type Agent } from './agents.ts';
import { engines } from './engines.ts';
import { useSharedServer } from './use-shared-server.ts';

/** Each has led, or might lead, to another site. */
const hostile = [
	...['/.//evil.example', '/..//evil.example', '/x/..//evil.example', '/%2e//evil.example'],
	...[
		'//evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'/.\\/evil.example',
		'/./\\evil.example'
	],
	...[
		'/\t/evil.example',
		'/\n/evil.example',
		'/.\r//evil.example',
		'\t//evil.example',
		'\0//evil.example'
	],
	...['https:evil.example', 'https://evil.example', 'http:\\\\evil.example', 'javascript:alert(1)'],
	...['///evil.example', '/en/.//evil.example', '/%2f%2fevil.example', '%2f%2fevil.example']
];

/** The Location of a path sent as it is: fetch would tidy it first. */
function locationOf(address: string, path: string): Promise<string | undefined> {
	const { hostname, port } = new URL(address);
	return new Promise((resolve, reject) => {
		request({ hostname, port, path, headers: { accept: 'text/html' } }, (answer) => {
			answer.resume();
			resolve(answer.headers.location);
		})
			.on('error', reject)
			.end();
	});
}

describe.each(engines)('redirects on $name', (engine) => {
	const server = useSharedServer(engine);
	let agent: Agent;
	let cookie: string;
	const led = (location: string | null | undefined) =>
		location ? new URL(location, server.address()).origin : 'nowhere';

	beforeAll(async () => {
		const site = { address: server.address(), keys: server.keys() };
		agent = await makeFirm(site, 'forge@exemple.fr', 'Forge');
		cookie = await signIn(site, agent);
	});

	it.each(hostile)('stay on our origin after a sign-in that asks for %j', async (asked) => {
		const suite = encodeURIComponent(asked);
		for (const prefix of ['', '/en']) {
			const open = await fetch(`${server.address()}${prefix}/connexion?suite=${suite}`, {
				redirect: 'manual',
				headers: { cookie }
			});
			expect([open.status, led(open.headers.get('location'))]).toEqual([303, server.address()]);
		}
	});

	it('stay there after the form too, and lead on to a page of ours', async () => {
		const enter = async (asked: string) => {
			const answer = await fetch(
				`${server.address()}/connexion?/entrer&suite=${encodeURIComponent(asked)}`,
				{
					method: 'POST',
					redirect: 'manual',
					headers: { origin: server.address(), accept: 'text/html' },
					body: new URLSearchParams({ ...agent })
				}
			);
			return answer.headers.get('location');
		};
		expect(led(await enter('/.//evil.example'))).toBe(server.address());
		expect(await enter('/connexion/compte?fait=x#bas')).toBe('/connexion/compte?fait=x#bas');
	});

	it('stay there for a path with another site in it', async () => {
		for (const path of [
			...['/fr//evil.example', '/fr/.//evil.example', '/fr/..//evil.example', '/fr/\\evil.example'],
			...['/fr/%2e//evil.example', '//evil.example/', '//evil.example/..', '/en//evil.example/'],
			...[
				'/\\evil.example/',
				'/.//evil.example/',
				'/admin//evil.example/',
				'/fr//evil.example/%2e%2e/'
			]
		]) {
			const location = await locationOf(server.address(), path);
			if (location !== undefined) expect([path, led(location)]).toEqual([path, server.address()]);
		}
	});
});
