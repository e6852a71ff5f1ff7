import { describe, expect, it } from 'vitest';
import { progressBar } from './progress-bar.ts';

function stream(isTTY: boolean) {
	const written: string[] = [];
	const write = (text: string) => written.push(text) > 0;
	return { written, stream: { isTTY, write } as unknown as NodeJS.WriteStream };
}

describe('a progress bar', () => {
	it('redraws one line on a terminal, and erases it at the end', () => {
		const { written, stream: terminal } = stream(true);
		const bar = progressBar('Écriture', terminal);
		bar.show(1, 2);
		bar.end();
		expect(written[0]).toBe(`\r\u001B[KÉcriture ${'█'.repeat(15)}${'░'.repeat(15)} 1/2`);
		expect(written[1]).toBe('\r\u001B[K');
	});

	it('writes a line a quarter elsewhere', () => {
		const { written, stream: file } = stream(false);
		const bar = progressBar('Écriture', file);
		for (let done = 1; done <= 100; done++) bar.show(done, 100);
		bar.end();
		expect(written).toEqual([1, 25, 50, 75, 100].map((done) => `Écriture : ${done}/100\n`));
	});
});
