import { typedNumber } from '#lib/domain/typed-number.ts';

/** The numbers of the form: their names in an address, what each may be, and what an empty one stands for. */
export const assemblyFields = {
	hectares: { parameter: 'surface', least: 0.1, most: 1000, isWhole: false, standing: null },
	mostPlots: { parameter: 'terrains', least: 2, most: 5, isWhole: true, standing: 3 },
	mostOwners: { parameter: 'proprietaires', least: 1, most: 5, isWhole: true, standing: null },
	limit: { parameter: 'limite', least: 0, most: 500, isWhole: false, standing: 5 },
	lane: { parameter: 'voie', least: 0, most: 50, isWhole: false, standing: 0 }
} as const;
export type AssemblyField = keyof typeof assemblyFields;
export const assemblyFieldNames = Object.keys(assemblyFields) as AssemblyField[];

export const measureParameter = 'mesure';
export const placeParameter = 'lieu';
export const withParameter = 'avec';
const pageParameter = 'page';

export type AssemblyFault = 'not-a-number' | 'too-small' | 'too-large' | 'not-whole';

/** What is looked for: an area in hectares, lengths in metres. */
export interface AssemblyQuestion {
	hectares: number;
	measure: 'gross' | 'net';
	mostPlots: number;
	mostOwners: number | null;
	/** Least limit in common. */
	limit: number;
	/** Widest lane that may lie between two plots; 0 for none. */
	lane: number;
	/** SIREN; null for the whole territory. */
	epci: string | null;
	/** A plot that every set holds. */
	withPlot: string | null;
	page: number;
}

export interface AssemblyQuery {
	/** What the fields hold, as it was typed. */
	typed: Record<AssemblyField, string>;
	measure: 'gross' | 'net';
	epci: string | null;
	withPlot: string | null;
	faults: Partial<Record<AssemblyField, AssemblyFault>>;
	/** Null until an area is asked that can be looked for. */
	asked: AssemblyQuestion | null;
}

function faultOf(field: AssemblyField, text: string): AssemblyFault | null {
	const { least, most, isWhole } = assemblyFields[field];
	const value = typedNumber(text);
	if (value === null) return 'not-a-number';
	if (value < least) return 'too-small';
	if (value > most) return 'too-large';
	return isWhole && !Number.isInteger(value) ? 'not-whole' : null;
}

/** Reads what is looked for from an address. */
export function readAssembly(parameters: URLSearchParams): AssemblyQuery {
	const typed = Object.fromEntries(
		assemblyFieldNames.map((field) => [
			field,
			parameters.get(assemblyFields[field].parameter)?.trim() ?? ''
		])
	) as AssemblyQuery['typed'];
	const faults: AssemblyQuery['faults'] = {};
	for (const field of assemblyFieldNames) {
		const fault = typed[field] === '' ? null : faultOf(field, typed[field]);
		if (fault) faults[field] = fault;
	}
	const value = (field: AssemblyField) =>
		typed[field] === '' ? assemblyFields[field].standing : typedNumber(typed[field]);
	const measure = parameters.get(measureParameter) === 'nette' ? 'net' : 'gross';
	const epci = /^epci:(\d{9})$/.exec(parameters.get(placeParameter) ?? '')?.[1] ?? null;
	const withPlot = parameters.get(withParameter)?.trim() || null;
	const hectares = value('hectares');
	const isWhole = hectares !== null && Object.keys(faults).length === 0;
	const page = Math.max(1, Math.trunc(Number(parameters.get(pageParameter) ?? 1)) || 1);
	return {
		...{ typed, measure, epci, withPlot, faults },
		asked: isWhole
			? {
					...{ hectares, measure, epci, withPlot, page },
					mostPlots: value('mostPlots') ?? 2,
					mostOwners: value('mostOwners'),
					limit: value('limit') ?? 0,
					lane: value('lane') ?? 0
				}
			: null
	};
}

/** The same address on another page; its `?` first. */
export function onPage(parameters: URLSearchParams, page: number): string {
	const others = new URLSearchParams(parameters);
	others.set(pageParameter, String(page));
	return `?${others.toString()}`;
}

/** The same address without a plot that every set has to hold. */
export function withAnyPlot(parameters: URLSearchParams): string {
	const others = new URLSearchParams(parameters);
	others.delete(withParameter);
	return `?${others.toString()}`;
}

/** The address of the sets that hold a plot, whatever more they bring. @param others of the same page, as text */
export function besidePlot({ id, areaHa }: { id: string; areaHa: number }, others: string): string {
	const parameters = new URLSearchParams(others);
	parameters.set(assemblyFields.hectares.parameter, String(Math.ceil(areaHa * 100 + 1) / 100));
	parameters.set(withParameter, id);
	return `?${parameters.toString()}`;
}
