import { describe, expect, it } from 'vitest';
import { refuseLargeBody } from './body-limit.ts';

const sent = (headers: Record<string, string>, method = 'POST') =>
	({ method, headers: new Headers(headers) }) as unknown as Request;
const megabytes = (count: number) => ({ 'content-length': String(count * 1024 * 1024) });

describe('the size of what is sent', () => {
	it.each([
		['/proposer/a/photos', 63],
		['/en/proposer/a/emplacement', 20],
		['/rest/v1/rpc/import_chunk', 31],
		['/connexion', 1]
	])('may be that of %s: %i MB', (path, count) => {
		expect(refuseLargeBody(sent(megabytes(count)), path)).toBeNull();
	});

	it.each([
		['/proposer/a/photos', 65, '65,0 Mo ; attendu : 64 Mo'],
		['/proposer/a/nature', 2, '2,0 Mo ; attendu : 1 Mo'],
		['/connexion', 2, '2,0 Mo ; attendu : 1 Mo']
	])('is refused at %s above its limit: %i MB', async (path, count, words) => {
		const refusal = refuseLargeBody(sent(megabytes(count)), path);
		expect([refusal?.status, await refusal?.text()]).toEqual([413, expect.stringContaining(words)]);
	});

	it('has to be stated, where there is a body', () => {
		expect(refuseLargeBody(sent({ 'transfer-encoding': 'chunked' }), '/x')?.status).toBe(411);
		expect(refuseLargeBody(sent({}), '/x')).toBeNull();
		expect(refuseLargeBody(sent(megabytes(99), 'GET'), '/x')).toBeNull();
	});
});
