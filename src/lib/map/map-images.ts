import type { Map as MapLibreMap } from 'maplibre-gl';
import { brownfieldTint, constraintTint, stageTints } from '#lib/domain/meaning-colours.ts';
import { stageGroups } from '#lib/domain/plot.ts';
import { poiTypes } from '#lib/domain/vocabulary.ts';
import { ringImage, ringPixelRatio } from './firm-rings.ts';
import { brownfieldPatternName } from './layers/brownfields.ts';
import { clusterPlateName } from './layers/plot-clusters.ts';
import { constraintPatternName } from './layers/constraints.ts';
import { plotPatternName } from './layers/plots.ts';
import type { Palette } from './palette.ts';
import { patternImage, patternPixelRatio } from './patterns.ts';
import { signImage, signName, signPixelRatio } from './poi-signs.ts';
import { readablePen } from './readable-pen.ts';

/** A tile that shows nothing, for what needs no pattern. */
const blank = { width: 1, height: 1, data: new Uint8ClampedArray(4) };

function put(map: MapLibreMap, name: string, image: ImageData | typeof blank, pixelRatio: number) {
	if (map.hasImage(name)) map.removeImage(name);
	map.addImage(name, image, { pixelRatio });
}

function squareSign(palette: Palette): ImageData {
	const size = 20;
	const pen = readablePen(size, size);
	if (pen === null) return new ImageData(size, size);
	pen.fillStyle = palette.brownfield;
	pen.strokeStyle = palette.casing;
	pen.lineWidth = 3;
	pen.fillRect(3, 3, size - 6, size - 6);
	pen.strokeRect(3, 3, size - 6, size - 6);
	return pen.getImageData(0, 0, size, size);
}

function imagesOf(palette: Palette): [string, ImageData | typeof blank, number][] {
	return [
		...stageGroups.map((group): [string, ImageData | typeof blank, number] => [
			plotPatternName(group),
			patternImage(stageTints[group].pattern, palette.stage[group]) ?? blank,
			patternPixelRatio
		]),
		[
			brownfieldPatternName,
			patternImage(brownfieldTint.pattern, palette.brownfield) ?? blank,
			patternPixelRatio
		],
		[
			constraintPatternName,
			patternImage(constraintTint.pattern, palette.constraint) ?? blank,
			patternPixelRatio
		],
		['brownfield-sign', squareSign(palette), patternPixelRatio],
		...poiTypes.map((type): [string, ImageData | typeof blank, number] => [
			signName(type),
			signImage(type, palette) ?? blank,
			signPixelRatio
		])
	];
}

/** A plate of paper with a hairline that grows with the words on it: its middle is stretched, its ends are not. */
function putPlate(map: MapLibreMap, palette: Palette) {
	const [side, ratio, round] = [32, 2, 16];
	const pen = readablePen(side, side);
	if (pen === null) return;
	pen.fillStyle = palette.paper;
	pen.strokeStyle = palette.stage['for-sale'];
	pen.lineWidth = 2.5;
	pen.beginPath();
	pen.roundRect(1.5, 1.5, side - 3, side - 3, round - 2);
	pen.fill();
	pen.stroke();
	if (map.hasImage(clusterPlateName)) map.removeImage(clusterPlateName);
	map.addImage(clusterPlateName, pen.getImageData(0, 0, side, side), {
		pixelRatio: ratio,
		stretchX: [[round - 1, round + 1]],
		stretchY: [[round - 1, round + 1]],
		content: [8, 6, side - 8, side - 6]
	});
}

/** Draws the map's patterns, signs and rings in a palette; rings are drawn as they are asked for. */
export function installImages(map: MapLibreMap, palette: Palette): void {
	const install = () => {
		for (const [name, image, ratio] of imagesOf(palette)) put(map, name, image, ratio);
		putPlate(map, palette);
		for (const name of map.listImages()) {
			const image = ringImage(name, palette);
			if (image) put(map, name, image, ringPixelRatio);
		}
	};
	if (map.isStyleLoaded()) install();
	else map.once('styledata', install);
	map.setMissingStyleImageResolver((name) => {
		const image = ringImage(name, palette);
		if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: ringPixelRatio });
	});
}
