import { escapeMarkup } from '#lib/domain/escape-markup.ts';

/** A picture of 256 × 256 pixels, and the matrix that lays it on the map. */
export interface MapPicture {
	/** An address, or the picture itself as `data:`. */
	href: string;
	matrix: readonly number[];
}

/** Tiles of a base map, laid as `tileCover` says; all together so clear, from 0 to 1. */
export interface MapPictures {
	opacity: number;
	pictures: readonly MapPicture[];
}

/** The pictures as SVG. */
export function drawPictures({ opacity, pictures }: MapPictures): string {
	// A little larger than they are, so that no hairline is left between two of them.
	const box = 'x="-0.3" y="-0.3" width="256.6" height="256.6" preserveAspectRatio="none"';
	const drawn = pictures.map(({ href, matrix }) => {
		const laid = matrix.map((value) => value.toFixed(5)).join(' ');
		return `<image href="${escapeMarkup(href)}" ${box} transform="matrix(${laid})"/>`;
	});
	return `<g opacity="${String(opacity)}">${drawn.join('')}</g>`;
}
