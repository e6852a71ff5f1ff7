import { m } from '#lib/paraglide/messages.js';
import type { Bar } from '#lib/ui/bar-chart.ts';
import { formatHectares } from '#lib/ui/format.ts';
import type { NetArea } from '../rules/net-area.ts';
import { deductionWords } from './fit-words.ts';

/** Less of an area in m² is written 0 ha. */
const leastWritten = 50;

/** The gross area, what each step takes of what the one before it left, and the net area. */
export function waterfallBars({ gross, deductions, net }: NetArea, locale: string): Bar[] {
	const text = (squareMetres: number) => formatHectares(squareMetres / 10_000, locale, 2);
	let left = gross;
	const steps = deductions.map(({ kind, squareMetres }): Bar => {
		const high = left;
		left -= squareMetres;
		return {
			...{ key: kind, label: deductionWords[kind]() },
			// What touches nothing of the plot takes nothing: « − 0 ha » would be no number.
			text: squareMetres < leastWritten ? text(0) : `− ${text(squareMetres)}`,
			...{ from: left, low: high, high, fill: 'var(--ink-soft)' }
		};
	});
	return [
		{ key: 'gross', label: m.fit_gross(), text: text(gross), low: gross, high: gross },
		...steps,
		{ key: 'net', label: m.criterion_net(), text: text(net), low: net, high: net }
	];
}
