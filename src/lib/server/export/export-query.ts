import { parameterNames, readAddress, type AddressFault } from '#lib/search/address.ts';
import { viewNames } from '#lib/search/parameter-names.ts';
import { plotListName, readPlotList } from '#lib/search/plot-list-address.ts';
import type { ExportQuestion } from '../territory/export-question.ts';

/** Projections that an export may be in. */
export const systems = ['4326', '2154'] as const;
export const systemName = 'crs';
export const formatName = 'format';

/** Why an export cannot be had, as a code with its values; the page says it. */
export type ExportFault =
	| { code: 'address'; fault: AddressFault }
	| { code: 'unknown'; name: string }
	| { code: 'system'; value: string };

export interface ExportQuery {
	question: ExportQuestion;
	system: 4326 | 2154;
	fault: ExportFault | null;
}

const known = new Set<string>([
	...Object.values(parameterNames),
	...[plotListName, systemName, formatName]
]);

/**
 * What an address exports: its own search, read as the map reads it, or the plots that it names. How a list is sorted
 * and paged changes nothing: everything that answers comes.
 */
export function readExport(parameters: URLSearchParams): ExportQuery {
	const system = parameters.get(systemName) ?? '4326';
	const unknown = [...parameters.keys()].find((name) => !known.has(name));
	const { criteria, view, faults } = readAddress(parameters);
	const ids = readPlotList(parameters);
	const [fault] = faults.filter(({ parameter }) => !isOfView(parameter));
	return {
		question: parameters.has(plotListName)
			? { list: 'terrains', criteria: null, ids }
			: { list: view.list, criteria, ids: null },
		system: system === '2154' ? 2154 : 4326,
		fault:
			unknown !== undefined
				? { code: 'unknown', name: unknown.slice(0, 60) }
				: (systems as readonly string[]).includes(system)
					? fault
						? { code: 'address', fault }
						: null
					: { code: 'system', value: system.slice(0, 60) }
	};
}

/** Which list is asked must be known; how it is shown need not. */
const isOfView = (parameter: string) =>
	Object.entries(viewNames).some(([key, name]) => key !== 'list' && name === parameter);
