import { expect, it } from 'vitest';
import { barDrawing } from './bar-drawing.ts';

it('draws the bars of a page for paper: lengths by value, colours of the light, texts escaped', () => {
	const svg = barDrawing([
		{ key: 'a', label: 'En vente & réservé', text: '10 ha', low: 10, high: 10 },
		{
			...{ key: 'b', label: 'Vendu', text: '5 à 8 ha', low: 5, high: 8 },
			fill: 'light-dark(#0B7A5B, #3FB18F)'
		}
	]);
	expect(svg).toContain('En vente &amp; réservé');
	const widths = [...svg.matchAll(/height="14" fill="(#0B7A5B|#A63A25)"/g)];
	expect(widths).toHaveLength(2);
	expect(svg).toMatch(/width="820\.0" height="14" fill="#A63A25"/);
	expect(svg).toMatch(/width="410\.0" height="14" fill="#0B7A5B"/);
	expect(svg).toMatch(/x="410\.0" y="\d+" width="246\.0"[^>]*stroke-dasharray/);
	expect(svg).not.toContain('var(');
	expect(svg).not.toContain('light-dark');
});
