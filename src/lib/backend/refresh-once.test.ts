import { describe, expect, it } from 'vitest';
import { refreshingOnce } from './refresh-once.ts';

const address = 'http://localhost/auth/v1/token?grant_type=refresh_token';
const refresh = (token: string) => ({
	method: 'POST',
	body: JSON.stringify({ refresh_token: token })
});

describe('refreshing a session once', () => {
	/** A counter in place of the Auth API, that answers the number of times it was asked. */
	function counter(status = 200) {
		let asked = 0;
		const plain = () => Promise.resolve(new Response(String(++asked), { status }));
		return { plain, asked: () => asked };
	}

	it('gives requests that come together one answer, and refuses the token afterwards', async () => {
		let instant = 0;
		const api = counter();
		const fetch = refreshingOnce(api.plain, { sharedFor: 10, now: () => instant });
		const together = await Promise.all([1, 2, 3].map(() => fetch(address, refresh('a'))));
		expect(await Promise.all(together.map((answer) => answer.text()))).toEqual(['1', '1', '1']);
		instant = 11;
		const late = await fetch(new Request(address, refresh('a')));
		expect([late.status, api.asked()]).toEqual([400, 1]);
		expect(await late.json()).toMatchObject({ code: 'refresh_token_already_used' });
		expect(await (await fetch(address, refresh('b'))).text()).toBe('2');
	});

	it('does not hold a failure against the token', async () => {
		const api = counter(503);
		const fetch = refreshingOnce(api.plain);
		expect((await fetch(address, refresh('a'))).status).toBe(503);
		expect((await fetch(address, refresh('a'))).status).toBe(503);
		expect(api.asked()).toBe(2);
	});

	it('lets every other request pass, and what is no refresh at all', async () => {
		const api = counter();
		const fetch = refreshingOnce(api.plain);
		for (const body of ['{', '{}', '{"refresh_token": 3}', 'null']) {
			await fetch(address, { method: 'POST', body });
		}
		await fetch('http://localhost/rest/v1/poi');
		await fetch('http://localhost/rest/v1/poi');
		expect(api.asked()).toBe(6);
	});

	it('remembers a bounded number of tokens', async () => {
		let instant = 0;
		const api = counter();
		const fetch = refreshingOnce(api.plain, { sharedFor: 0, tokens: 2, now: () => instant++ });
		for (const token of ['a', 'b', 'c']) await fetch(address, refresh(token));
		expect((await fetch(address, refresh('c'))).status).toBe(400);
		expect((await fetch(address, refresh('a'))).status).toBe(200);
	});
});
