/** Units that files write instead of the one of the standard, and by how much a value is multiplied to be in it. */
const otherUnits: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	ha: { 'm²': 1e-4, a: 1e-2, 'km²': 1e2 },
	'm²': { ha: 1e4, a: 1e2 },
	'€/m²': { '€/ha': 1e-4, '€/a': 1e-2, 'k€/ha': 0.1 },
	'€': { 'k€': 1e3, 'M€': 1e6 },
	km: { m: 1e-3 },
	m: { cm: 1e-2 },
	t: { kg: 1e-3 },
	kVA: { MVA: 1e3 },
	'Mbit/s': { 'Gbit/s': 1e3 }
};

/** What a file writes its columns in, where that is not the unit of the standard: by class and column. */
export type UnitsByClass = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The units in which a column may be written, that of the standard first; none but it for most. */
export function unitsFor(standard: string): readonly string[] {
	return [standard, ...Object.keys(otherUnits[standard] ?? {})];
}

/** By how much a value in a unit is multiplied to be in that of the standard; null for a unit that it has not. */
export function factorOf(standard: string, unit: string): number | null {
	if (unit === standard) return 1;
	return otherUnits[standard]?.[unit] ?? null;
}

const number = /^\s*(\d[\d\s]*(?:[.,]\d+)?)\s*$/;

/** The number that a cell writes, thousands apart or not; null where it writes none. */
export function numberWritten(cell: unknown): number | null {
	if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
	const [, written] = number.exec(typeof cell === 'string' ? cell : '') ?? [];
	return written === undefined ? null : Number(written.replaceAll(/\s/g, '').replace(',', '.'));
}

/** A cell in the unit of the standard; what is no number stays as it is, and is refused by its field. */
export function converted(cell: unknown, standard: string, unit: string): unknown {
	const factor = factorOf(standard, unit);
	const value = numberWritten(cell);
	if (factor === null || factor === 1 || value === null) return cell;
	// Nine digits: more are an artefact of the multiplication.
	return Number((value * factor).toPrecision(9));
}

/** A number of the file, in its unit and in that of the standard. */
export interface Measured {
	stated: number;
	/** What the drawn geometry says of it, in the unit of the standard; null where it says nothing. */
	drawn: number | null;
}

/** As stated a value may differ from the drawn one by this factor, and lies nearer by the unit that was meant. */
const hardToBelieve = 3;
const wellBelieved = 1.25;

/**
 * The unit that a column seems to be written in instead of the standard's: that by which its middle value is what its
 * geometry measures, or else is usual. Null where the standard's can be believed, or none fits better.
 * @param usual least and most that is usual, in the unit of the standard
 */
export function likelyUnit(
	standard: string,
	values: readonly Measured[],
	usual: readonly [number, number] | null
): string | null {
	const ratios = values.flatMap(({ stated, drawn }) =>
		drawn !== null && drawn > 0 && stated > 0 ? [stated / drawn] : []
	);
	const others = unitsFor(standard).slice(1);
	const factor = (unit: string) => factorOf(standard, unit) ?? 1;
	if (ratios.length > 0) {
		const ratio = medianOf(ratios);
		const off = (by: number) => Math.max(ratio * by, 1 / (ratio * by));
		if (off(1) < hardToBelieve) return null;
		return others.find((unit) => off(factor(unit)) < wellBelieved) ?? null;
	}
	const stated = values.flatMap((value) => (value.stated > 0 ? [value.stated] : []));
	if (usual === null || stated.length === 0) return null;
	const middle = medianOf(stated);
	const isUsual = (by: number) => middle * by >= usual[0] && middle * by <= usual[1];
	return isUsual(1) ? null : (others.find((unit) => isUsual(factor(unit))) ?? null);
}

function medianOf(numbers: readonly number[]): number {
	return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
