import type { InventoryLine } from '#lib/backend/inventory.ts';

export type PlaceKind = InventoryLine['kind'];

/** A line of a table of rates, before it has a name and an address: of a day, or of a place in it. */
export interface KeyedLine {
	key: string;
	line: InventoryLine | undefined;
}

/** A line of a table of rates: a year or a place, with where it leads. */
export interface RateRow {
	key: string;
	label: string;
	href: string;
	line: InventoryLine | undefined;
}

interface Place {
	kind: PlaceKind;
	id: string;
}

/** The line of a place at a day; undefined where it has no units. */
export function lineOf(
	lines: readonly InventoryLine[],
	{ kind, id }: Place,
	day: string
): InventoryLine | undefined {
	return lines.find((line) => line.day === day && line.kind === kind && line.id === id);
}

/** A place at each of some days. */
export function linesByDay(
	lines: readonly InventoryLine[],
	place: Place,
	days: readonly string[]
): KeyedLine[] {
	return days.map((day) => ({ key: day, line: lineOf(lines, place, day) }));
}

/** What a place is made of: a territory of its EPCI, an EPCI and a commune of their sites. A site has no parts. */
export function linesOfParts(
	lines: readonly InventoryLine[],
	{ kind, id }: Place,
	day: string
): InventoryLine[] {
	const ofDay = lines.filter((line) => line.day === day);
	switch (kind) {
		case 'territoire':
			return ofDay.filter((line) => line.kind === 'epci');
		case 'epci':
			return ofDay.filter((line) => line.kind === 'site' && line.epci === id);
		case 'commune':
			return ofDay.filter((line) => line.kind === 'site' && line.commune === id);
		case 'site':
			return [];
	}
}
