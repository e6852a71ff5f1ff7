import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';

export interface BarLink {
	href: string;
	name: string;
	/** Leads to the same page, which neither moves nor loses the focus. */
	stays?: boolean;
	/** Whether the page shows what it leads to. */
	isCurrent?: boolean;
}

/** A bar: from `from` (nothing) to `low` surely, on to `high` perhaps; null where nothing can be drawn. */
export interface Bar {
	key: string;
	label: string;
	/** Its value, as the language writes it. */
	text: string;
	low: number | null;
	/** Where it begins, in a chart whose bars follow one on the other; nothing where it is left out. */
	from?: number;
	/** Equal to `low` for a figure that is known. */
	high: number | null;
	/** A colour of CSS; that of the territory where none is given. */
	fill?: string;
	/** Where a click leads, and how the link is called: the bar then is one. */
	link?: BarLink;
}

export interface DrawnBar extends Omit<Bar, 'low' | 'high' | 'from'> {
	/** Top of its row, in pixels. */
	y: number;
	/** In % of the width: the sure part, and the one after it. */
	sure: { x: number; width: number };
	perhaps: { x: number; width: number };
}

export interface BarChartDrawing {
	/** In pixels; the width is whatever room there is. */
	height: number;
	bars: DrawnBar[];
}

export const rowHeight = 48;
/** Signs of a label and its value that stand side by side on the narrowest phone. */
const mostBeside = 42;

/** Whether a label and its value would cover each other on a phone, where the value then takes a line of its own. */
export const isTall = (bars: readonly Pick<Bar, 'label' | 'text'>[]): boolean =>
	bars.some(({ label, text }) => label.length + text.length > mostBeside);

const parts = ['before', 'sure', 'perhaps'] as const;

/**
 * Lays out horizontal bars, one a row, in the order given.
 * @param whole what the whole width stands for, where several charts share a scale; else the longest bar
 */
export function drawBars(bars: readonly Bar[], whole = 0): BarChartDrawing {
	const split = bars.map(({ low, high, from = 0 }) => ({
		before: from,
		sure: Math.max(0, (low ?? 0) - from),
		perhaps: Math.max(0, (high ?? low ?? 0) - (low ?? 0))
	}));
	const most = Math.max(
		whole,
		...split.map(({ before, sure, perhaps }) => before + sure + perhaps)
	);
	const x = scaleLinear([0, most || 1], [0, 100]);
	const height = bars.length * rowHeight;
	const y = scaleBand(
		bars.map(({ key }) => key),
		[0, height]
	);
	const layers = stack<(typeof split)[number], (typeof parts)[number]>().keys(parts)(split);
	const segment = (layer: number, row: number) => {
		const [from = 0, to = 0] = layers[layer]?.[row] ?? [];
		return { x: x(from), width: x(to) - x(from) };
	};
	return {
		height,
		bars: bars.map(({ key, label, text, fill, link }, row) => ({
			...{ key, label, text, ...(fill && { fill }), ...(link && { link }) },
			y: y(key) ?? 0,
			sure: segment(1, row),
			perhaps: segment(2, row)
		}))
	};
}
