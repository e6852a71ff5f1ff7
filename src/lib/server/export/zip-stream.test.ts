import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zipStream, type ZippedFile } from './zip-stream.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function read(files: () => AsyncGenerator<ZippedFile>) {
	return unzipSync(new Uint8Array(await new Response(zipStream(files())).arrayBuffer()));
}

it('writes every file whole, compressed or not, and asks for the next one only then', async () => {
	const asked: string[] = [];
	const found = await read(async function* () {
		for (const name of ['a.json', 'pieces/é.jpg', 'vide.txt']) {
			asked.push(name);
			const content = bytes(name === 'vide.txt' ? '' : name.repeat(5_000));
			yield await Promise.resolve({ name, content, compress: name.endsWith('json') });
		}
	});
	expect(Object.keys(found)).toEqual(asked);
	expect(strFromU8(found['pieces/é.jpg'] ?? bytes(''))).toBe('pieces/é.jpg'.repeat(5_000));
	expect(found['vide.txt']).toHaveLength(0);
});

it('is an archive without files where there are none', async () => {
	expect(await read(async function* () {})).toEqual({});
});

it('breaks off when a file cannot be read, rather than end as if it were whole', async () => {
	const broken = read(async function* () {
		yield await Promise.resolve({ name: 'a', content: bytes('a'), compress: false });
		throw new Error('hors de portée');
	});
	await expect(broken).rejects.toThrow('hors de portée');
});
