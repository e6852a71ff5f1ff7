import { describe, expect, it } from 'vitest';
import { mostParts, readLargeForm } from './large-form.ts';

function formOf(fields: number): FormData {
	const form = new FormData();
	for (let at = 0; at < fields; at++) form.append(`champ-${String(at)}`, 'a');
	form.append('fichier', new File(['--x\r\n--x\r\n'], 'a.txt'));
	return form;
}
const posted = (body: BodyInit, headers: HeadersInit = {}) =>
	new Request('http://x', { method: 'POST', body, headers });

describe('a form with files', () => {
	it('is read as it was sent', async () => {
		const form = await readLargeForm(posted(formOf(3)));
		expect([...(form?.keys() ?? [])]).toEqual(['champ-0', 'champ-1', 'champ-2', 'fichier']);
		expect(await (form?.get('fichier') as File).text()).toBe('--x\r\n--x\r\n');
		expect((await readLargeForm(posted(new URLSearchParams({ a: 'b' }))))?.get('a')).toBe('b');
	});

	it('has so many fields at most, and pairs of so many bytes', async () => {
		expect(await readLargeForm(posted(formOf(mostParts - 1)))).not.toBeNull();
		expect(await readLargeForm(posted(formOf(mostParts + 1)))).toBeNull();
		const pairs = 'a=1&'.repeat(300_000);
		const headers = {
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': String(pairs.length)
		};
		expect(await readLargeForm(posted(pairs, headers))).toBeNull();
	});
});
