import type { Pattern } from '#lib/domain/meaning-colours.ts';
import { readablePen } from './readable-pen.ts';

/** Side of a pattern tile in pixels, drawn at twice the screen's density. */
const side = 24;
export const patternPixelRatio = 2;

type Pen = OffscreenCanvasRenderingContext2D;

const strokes: Partial<Record<Pattern, (pen: Pen) => void>> = {
	hatch(pen) {
		for (const start of [-side, 0, side]) line(pen, start, side, start + side, 0);
	},
	cross(pen) {
		for (const start of [-side, 0, side]) {
			line(pen, start, side, start + side, 0);
			line(pen, start, 0, start + side, side);
		}
	},
	dots(pen) {
		for (const [x, y] of [
			[6, 6],
			[18, 18]
		] as const) {
			pen.beginPath();
			pen.arc(x, y, 3.2, 0, 2 * Math.PI);
			pen.fill();
		}
	},
	brick(pen) {
		line(pen, 0, 1, side, 1);
		line(pen, 0, 13, side, 13);
		line(pen, 6, 1, 6, 13);
		line(pen, 18, 13, 18, 25);
	}
};

function line(pen: Pen, x1: number, y1: number, x2: number, y2: number) {
	pen.beginPath();
	pen.moveTo(x1, y1);
	pen.lineTo(x2, y2);
	pen.stroke();
}

/** A tile of a pattern in a colour on a transparent ground; null for patterns that need no tile. */
export function patternImage(pattern: Pattern, colour: string): ImageData | null {
	const draw = strokes[pattern];
	const pen = readablePen(side, side);
	if (draw === undefined || pen === null) return null;
	pen.strokeStyle = colour;
	pen.fillStyle = colour;
	pen.lineWidth = pattern === 'hatch' ? 5 : 2.5;
	pen.lineCap = 'square';
	draw(pen);
	return pen.getImageData(0, 0, side, side);
}
