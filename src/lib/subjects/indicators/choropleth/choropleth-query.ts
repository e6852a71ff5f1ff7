import type { AreaLevel } from '../dashboard/scope-records.ts';
import { scopeKinds } from '../dashboard/scope.ts';
import { classMethods, type ClassMethod } from '#lib/ui/value-classes.ts';
import { defaultMeasure, measureText, readMeasure, type Measure } from './measure.ts';

export const choroplethParameters = {
	measure: 'mesure',
	level: 'maille',
	method: 'classes'
} as const;

export const areaLevels = scopeKinds.filter((kind) => kind !== 'territoire');

/** How their values may be put into classes. */
export const areaMethods: readonly ClassMethod[] = classMethods;

/** What the map of areas shows, as an address says it. */
export interface ChoroplethQuery {
	measure: Measure;
	level: AreaLevel;
	method: ClassMethod;
	/** What was asked for and cannot be shown, by its parameter; what stands in its place is the default. */
	unread: { parameter: string; value: string }[];
}

/** Reads what an address asks the map to show. */
export function readChoroplethQuery(parameters: URLSearchParams): ChoroplethQuery {
	const unread: ChoroplethQuery['unread'] = [];
	const read = <T>(parameter: string, parse: (text: string) => T | null | undefined, none: T) => {
		const value = parameters.get(parameter) ?? '';
		if (value === '') return none;
		const parsed = parse(value);
		if (parsed === null || parsed === undefined) unread.push({ parameter, value });
		return parsed ?? none;
	};
	const { measure, level, method } = choroplethParameters;
	return {
		measure: read(measure, readMeasure, defaultMeasure),
		level: read<AreaLevel>(level, (text) => areaLevels.find((one) => one === text), 'commune'),
		method: read<ClassMethod>(method, (text) => classMethods.find((one) => one === text), 'jenks'),
		unread
	};
}

/** The same as parameters of an address, without what is so anyway. */
export function choroplethPairs(
	query: Pick<ChoroplethQuery, 'measure' | 'level' | 'method'>
): [name: string, value: string][] {
	const { measure, level, method } = choroplethParameters;
	const asked = measureText(query.measure);
	return [
		...(asked === measureText(defaultMeasure) ? [] : [[measure, asked] as [string, string]]),
		...(query.level === 'commune' ? [] : [[level, query.level] as [string, string]]),
		...(query.method === 'jenks' ? [] : [[method, query.method] as [string, string]])
	];
}

/** Parameters as what follows an address; nothing for none. */
export function addressQuery(pairs: readonly (readonly [string, string])[]): string {
	const text = new URLSearchParams(pairs.map((pair) => [...pair])).toString();
	return text === '' ? '' : `?${text}`;
}
