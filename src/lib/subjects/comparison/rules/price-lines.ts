import type { PlacedPlot } from '#lib/search/atlas.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { cell, differ, type ComparedGround } from './compared-ground.ts';
import type { ComparedLine } from './comparison.ts';
import { marked } from './direction.ts';

const squareMetresPerHectare = 10_000;

/** Square metres that are sold: of a space its own floor, where it is known. */
function soldSquareMetres({ offer, space, areaHa }: Plot): number | null {
	if (offer === 'Local') return space.areaM2;
	return areaHa === null ? null : areaHa * squareMetresPerHectare;
}

/** Price of the whole in euros before tax; null where the price or the area is not known. */
export function wholePrice(plot: Plot): number | null {
	const area = soldSquareMetres(plot);
	return plot.askingPrice === null || area === null ? null : plot.askingPrice * area;
}

/** Price of a hectare that can be built on; null where nothing is left of the plot, or nobody knows. */
export function pricePerNetHectare(plot: Plot): number | null {
	const whole = plot.offer === 'Local' ? null : wholePrice(plot);
	return whole === null || plot.netHa === null || plot.netHa <= 0 ? null : whole / plot.netHa;
}

/** What the whole plot costs, and each hectare that is left of it. */
export function priceLines(ground: ComparedGround, placed: readonly PlacedPlot[]): ComparedLine[] {
	const line = (id: 'whole' | 'net-hectare', unit: '€' | '€/ha', priceOf: typeof wholePrice) => {
		const cells = placed.map(({ plot }) => {
			const onRequest = plot.askingPrice === null && plot.priceOnRequest === true;
			return cell(ground, priceOf(plot), plot.provenance, {
				note: onRequest ? 'on-request' : null
			});
		});
		return {
			subject: { kind: 'price', id },
			unit,
			cells: marked(cells, 'less'),
			differs: differ(cells)
		} as const;
	};
	return [line('whole', '€', wholePrice), line('net-hectare', '€/ha', pricePerNetHectare)];
}
