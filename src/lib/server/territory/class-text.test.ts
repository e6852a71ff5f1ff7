import type { Feature } from 'geojson';
import { expect, it } from 'vitest';
import { ClassTextBuilder, featureAt, featuresText } from './class-text.ts';

const feature = (id: string): Feature => ({
	type: 'Feature',
	id,
	geometry: { type: 'Point', coordinates: [4.7, 49.7] },
	properties: { nom: `L’Étang, « nord »\n${id}` }
});

const ids = ['A', 'É', 'C', 'D', 'E'];

function textOf(pages: string[][]) {
	const builder = new ClassTextBuilder();
	for (const page of pages) {
		const lines = page.map((id) => JSON.stringify(feature(id))).join('\n');
		builder.add(new TextEncoder().encode(lines));
	}
	return builder.finish();
}

const parsed = (list: Buffer[]) => JSON.parse(`[${Buffer.concat(list).toString()}]`) as Feature[];

it.each([
	['in one page', [ids]],
	['in several, some empty', [ids.slice(0, 2), [], ids.slice(2), []]]
])('gives back the features that came %s, letters of two bytes too', (_, pages) => {
	const text = textOf(pages);
	expect(text.count).toBe(5);
	expect(ids.map((_, at) => featureAt(text, at))).toEqual(ids.map(feature));
	expect(parsed(featuresText(text, [0, 1, 2, 3, 4]))).toEqual(ids.map(feature));
});

it('writes any of them as they stand in a list', () => {
	const text = textOf([ids]);
	expect(parsed(featuresText(text, [1, 2, 4]))).toEqual(['É', 'C', 'E'].map(feature));
	expect(parsed(featuresText(text, [3]))).toEqual([feature('D')]);
	expect(featuresText(text, []).length).toBe(0);
});

it('writes many that stand apart in one piece, as they stand in a list', () => {
	const many = Array.from({ length: 400 }, (_, at) => `É${at}`);
	const text = textOf([many.slice(0, 150), many.slice(150)]);
	const odd = many.flatMap((_, at) => (at % 2 === 1 || at % 5 === 0 ? [at] : []));
	const list = featuresText(text, odd);
	expect(list.length).toBe(1);
	expect(parsed(list)).toEqual(odd.map((at) => feature(many[at] as string)));
	expect(featuresText(text, many.keys().toArray()).length).toBe(1);
});

it('is empty where nothing came', () => {
	const text = textOf([[]]);
	expect([text.count, featuresText(text, []).length]).toEqual([0, 0]);
});
