import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { writeWorkbook } from './workbook.ts';

/** Cells of a sheet as its XML has them: text by its place among the shared strings or in line, numbers as they are. */
it('a workbook has text as text, numbers as numbers, and no formula', async () => {
	const file = await writeWorkbook([
		{
			name: 'un',
			rows: [
				['Titre', 'Ha'],
				['=1+1', 1234.5678],
				['@cmd & <b>', null]
			]
		},
		{ name: 'deux', rows: [['Autre']] }
	]);
	const parts = unzipSync(file);
	const xml = Object.entries(parts).flatMap(([name, bytes]) =>
		name.endsWith('.xml') ? [[name, strFromU8(bytes)] as const] : []
	);
	const whole = xml.map(([, text]) => text).join('\n');
	expect(whole).not.toMatch(/<f[ >]/);
	expect(whole).toMatch(/('|&apos;)=1\+1/);
	expect(whole).toMatch(/('|&apos;)@cmd &amp; &lt;b(&gt;|>)/);
	expect(whole).toContain('<v>1234.5678</v>');
	expect(whole).toMatch(/<sheet [^>]*name="un"[^>]*>.*<sheet [^>]*name="deux"/s);
	expect(xml.filter(([name]) => name.startsWith('xl/worksheets/'))).toHaveLength(2);
});
