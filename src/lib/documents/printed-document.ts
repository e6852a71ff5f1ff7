import type { Bar } from '#lib/ui/bar-chart.ts';

/** A drawing in words and lines: SVG in units of its own, with what it shows for who does not see it. */
export interface Drawing {
	svg: string;
	alt: string;
	caption: string;
}

export interface Column {
	title: string;
	align: 'start' | 'end';
	/** Its part of the width; null where its longest cell says it. */
	width: number | null;
}

export interface KeyFigure {
	label: string;
	value: string;
	/** What stands small below it; empty where nothing does. */
	note: string;
}

export type HeadingLevel = 1 | 2 | 3 | 4;

/** What a document is made of, from top to bottom. Every text is in the document's language, and finished. */
export type Block =
	| { kind: 'heading'; level: HeadingLevel; text: string }
	| { kind: 'text'; text: string; tone: 'plain' | 'soft' | 'strong' }
	| { kind: 'notice'; text: string }
	| { kind: 'figures'; items: KeyFigure[] }
	/** Bars as a page draws them to any width, and paper as a drawing. */
	| { kind: 'bars'; bars: readonly Bar[]; alt: string }
	/** Side by side; `share` is each one's part of the width. */
	| { kind: 'drawings'; items: (Drawing & { share: number })[] }
	| { kind: 'table'; caption: string; columns: Column[]; rows: string[][] }
	/** What a reader may check: a code that can be typed, and its address as a picture that can be read by a camera. */
	| { kind: 'proof'; text: string; code: string; address: string; svg: string; alt: string }
	| { kind: 'signature'; fields: string[] }
	/** What the signs of a drawing mean, in so many columns; each sample is an SVG. */
	| { kind: 'legend'; columns: number; items: { svg: string; label: string }[] }
	/** Side by side on paper, each as wide as it says in mm, null for what is left; one after the other on a page. */
	| { kind: 'beside'; columns: { width: number | null; blocks: Block[] }[] }
	/** What follows begins a new page. */
	| { kind: 'page' };

/** Between blocks that stand side by side, in mm. */
export const besideGutter = 6;

/** A document as its page and its PDF both show it. The same one gives the same bytes. */
export interface PrintedDocument {
	title: string;
	author: string;
	/** Read by machines alone. */
	keywords: string[];
	/** Year, month and day. */
	day: [year: number, month: number, day: number];
	/** ISO 639-1, as `fr`. */
	language: string;
	/** At the top of every page, on the left and on the right. */
	head: string;
	caution: string;
	/** At the foot of every page. */
	foot: string;
	blocks: Block[];
	/** Upright A4 where it does not say. */
	paper?: Paper;
}

/** A sheet of paper, and which way it lies. */
export interface Paper {
	format: 'a4' | 'a3';
	landscape: boolean;
}

const sheets = { a4: [210, 297], a3: [297, 420] } as const;
/** What template.typ leaves free on both sides together, in mm. */
const margins = 34;

/** Width that a document has on a sheet, in mm. */
export function textWidth({ format, landscape }: Paper): number {
	return sheets[format][landscape ? 1 : 0] - margins;
}

/** A day (AAAA-MM-JJ) as a document carries it. */
export function dayParts(iso: string): PrintedDocument['day'] {
	const [year = 1970, month = 1, day = 1] = iso.split('-').map(Number);
	return [year, month, day];
}
