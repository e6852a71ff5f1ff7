import type { SwatchSample } from '#lib/ui/swatch-sample.ts';
import { patternOpacity, patternTile } from './map-drawing.ts';

const ink = '#332E28';
const [width, height] = [26, 16];
/** A circle is as large as printed maps draw it: its radius for its diameter on the screen. */
const circleScale = 0.2;

/** A sample of a legend as SVG, on light paper: what a page's own sample shows. */
export function legendSample(sample: SwatchSample): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}">${drawn(sample)}</svg>`;
}

function drawn({
	kind,
	light = ink,
	pattern = 'solid',
	size = 14,
	path = ''
}: SwatchSample): string {
	switch (kind) {
		case 'line':
			return `<path d="M1 8H25" stroke="${light}" stroke-width="${String(size)}"${pattern === 'dashed' ? ' stroke-dasharray="4 2"' : ''}/>`;
		case 'circle':
			return `<circle cx="13" cy="8" r="${String(Math.min(size * circleScale, height / 2))}" fill="${light}"/>`;
		case 'sign':
			return `<g transform="translate(5 0) scale(0.8)"><path d="${path}" fill="none" stroke="${ink}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/></g>`;
		case 'area': {
			const tile = patternTile(pattern, light);
			const box = 'x="1" y="1" width="24" height="14"';
			const dash = pattern === 'dashed' ? ' stroke-dasharray="4 2.5"' : '';
			return (
				`<defs>${tile?.definition ?? ''}</defs>` +
				`<rect ${box} fill="${light}" fill-opacity="${String(patternOpacity[pattern])}"/>` +
				(tile ? `<rect ${box} fill="url(#${tile.id})"/>` : '') +
				`<rect ${box} fill="none" stroke="${light}" stroke-width="1.2"${dash}/>`
			);
		}
	}
}
