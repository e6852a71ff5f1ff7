import type { PoiType } from '#lib/domain/vocabulary.ts';
import type { Palette } from './palette.ts';
import { readablePen } from './readable-pen.ts';

/** Signs of the points of interest, drawn on a 20 × 20 grid. */
export const poiSigns: Record<PoiType, string> = {
	'échangeur autoroutier': 'M6 17 8.500 3M14 17 11.500 3M10 4v2M10 9v2M10 14v2',
	'gare de voyageurs': 'M6 4h8a1 1 0 0 1 1 1v8H5V5a1 1 0 0 1 1-1ZM5 9h10M7 13l-2 4M13 13l2 4',
	'gare de fret': 'M3 6h14v7H3zM8 6v7M12.500 6v7M6 16h.01M14 16h.01',
	port: 'M10 5v12M10 5a1.200 1.200 0 1 0 0-2.400A1.200 1.200 0 0 0 10 5ZM7 8h6M4 12c0 3 3 5 6 5s6-2 6-5',
	aérodrome: 'M10 3v14M10 8 3 12M10 8l7 4M7.500 17h5',
	formation:
		'M2.500 8 10 4.500 17.500 8 10 11.500 2.500 8ZM5.500 9.500V14c2.500 2 6.500 2 9 0V9.500',
	plateforme: 'M4 17V8l5 3V8l5 3V4h2v13Z',
	'point de passage frontalier': 'M4 3v14M4 6h12M7 6l-2 3M11 6l-2 3M15 6l-2 3M16 4v4'
};

const grid = 20;
export const signPixelRatio = 2;

/** Name of a sign's image on the map. */
export const signName = (type: PoiType) => `sign:${type}`;

/** A sign in ink on a round of paper. */
export function signImage(type: PoiType, palette: Palette): ImageData | null {
	const scale = 1.1 * signPixelRatio;
	const size = Math.round((grid + 6) * scale);
	const pen = readablePen(size, size);
	if (pen === null) return null;
	pen.fillStyle = palette.paper;
	pen.strokeStyle = palette.hairline;
	pen.lineWidth = 2;
	pen.beginPath();
	pen.roundRect(1, 1, size - 2, size - 2, 10);
	pen.fill();
	pen.stroke();
	pen.translate(3 * scale, 3 * scale);
	pen.scale(scale, scale);
	pen.strokeStyle = palette.label;
	pen.lineWidth = 1.5;
	pen.lineCap = 'round';
	pen.lineJoin = 'round';
	pen.stroke(new Path2D(poiSigns[type]));
	return pen.getImageData(0, 0, size, size);
}
