import { classTints } from '#lib/domain/meaning-colours.ts';
import { m } from '#lib/paraglide/messages.js';
import { classOf, valueClasses, type ClassMethod, type ValueClass } from '#lib/ui/value-classes.ts';
import type { AreaFigures, AreaLine } from '../choropleth/area-figures.ts';
import { measuredText } from './choropleth-words.ts';

/** How an area is filled: by its class, not at all for zero, hatched where it has no value. */
type ClassTint = (typeof classTints)[number];
export type AreaFill = { tint: ClassTint; hatched: false } | { tint: null; hatched: boolean };

export interface LegendEntry {
	label: string;
	fill: AreaFill;
	/** Areas that are filled so. */
	count: number;
}

export interface ChoroplethClasses {
	fillOf: (line: AreaLine) => AreaFill;
	legend: LegendEntry[];
}

const zero: AreaFill = { tint: null, hatched: false };
const none: AreaFill = { tint: null, hatched: true };

/** The tint of a class: of few classes the ends of the scale are used, so that they stay far apart. */
function fillOfClass(nth: number, count: number): AreaFill {
	const last = classTints.length - 1;
	const tint = classTints[count > 1 ? Math.round((nth * last) / (count - 1)) : last];
	return tint ? { tint, hatched: false } : zero;
}

/** What each area is measured at, null where nothing is known, and the classes of what is above zero. */
export function measuredClasses(
	{ lines, measure: { column } }: AreaFigures,
	method: ClassMethod
): { valueOf: (line: AreaLine) => number | null; values: number[]; classes: ValueClass[] } {
	const valueOf = ({ figures, missing }: AreaLine) =>
		missing === null ? (figures[column] ?? null) : null;
	const values = lines.flatMap((line) => valueOf(line) ?? []);
	const classes = valueClasses(
		values.filter((value) => value > 0),
		method
	);
	return { valueOf, values, classes };
}

/** The classes of areas, with what each is drawn as and how the legend says it. */
export function choroplethClasses(
	figures: AreaFigures,
	method: ClassMethod,
	locale: string
): ChoroplethClasses {
	const { lines } = figures;
	const { column } = figures.measure;
	const { valueOf, values, classes } = measuredClasses(figures, method);
	const text = (value: number) => measuredText(column, value, locale);
	const label = ({ low, high }: ValueClass) =>
		text(low) === text(high)
			? text(low)
			: m.analyse_class_between({ low: text(low), high: text(high) });
	const zeros = values.filter((value) => value <= 0).length;
	const without = lines.length - values.length;
	return {
		fillOf: (line) => {
			const value = valueOf(line);
			if (value === null) return none;
			return value > 0 ? fillOfClass(classOf(value, classes), classes.length) : zero;
		},
		legend: [
			...(zeros > 0 ? [{ label: text(0), fill: zero, count: zeros }] : []),
			...classes.map((one, nth) => ({
				...{ label: label(one), fill: fillOfClass(nth, classes.length), count: one.count }
			})),
			...(without > 0 ? [{ label: m.analyse_class_none(), fill: none, count: without }] : [])
		]
	};
}
