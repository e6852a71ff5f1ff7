import { sectors } from '#lib/domain/sector.ts';
import type { Palette } from './palette.ts';
import { readablePen } from './readable-pen.ts';

const prefix = 'ring:';
/** A ring is drawn in so many parts, so that few different images are ever needed. */
const parts = 12;
export const ringPixelRatio = 2;

/** MapLibre expression for the name of a cluster's ring: the share of each sector in twelfths. */
export function ringNameExpression() {
	return [
		'concat',
		prefix,
		...sectors.flatMap((sector) => [
			['to-string', ['round', ['*', parts, ['/', ['get', sector], ['get', 'point_count']]]]],
			'.'
		])
	];
}

/** Draws the ring that a name stands for; null when the name is not a ring's. */
export function ringImage(name: string, palette: Palette): ImageData | null {
	if (!name.startsWith(prefix)) return null;
	const shares = name.slice(prefix.length).split('.').map(Number);
	const size = 40 * ringPixelRatio;
	const pen = readablePen(size, size);
	if (pen === null) return null;
	const [centre, radius] = [size / 2, size / 2 - 6];
	const total = shares.reduce((sum, share) => sum + share, 0) || 1;
	pen.fillStyle = palette.paper;
	pen.beginPath();
	pen.arc(centre, centre, size / 2 - 1, 0, 2 * Math.PI);
	pen.fill();
	pen.lineWidth = 9;
	let from = -Math.PI / 2;
	sectors.forEach((sector, index) => {
		const to = from + (2 * Math.PI * (shares[index] ?? 0)) / total;
		pen.strokeStyle = palette.sector[sector];
		pen.beginPath();
		pen.arc(centre, centre, radius, from, to);
		pen.stroke();
		from = to;
	});
	return pen.getImageData(0, 0, size, size);
}
