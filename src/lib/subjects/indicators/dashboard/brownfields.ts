import type { Brownfield } from '#lib/domain/brownfield.ts';
import { writeAddress } from '#lib/search/address.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { noView } from '#lib/search/list-view.ts';
import {
	sourcesOf,
	sumHectares,
	type Indicator,
	type IndicatorLine,
	type brownfieldTables
} from './indicator.ts';

function line(
	key: string | null,
	brownfields: readonly Brownfield[],
	query: string | null
): IndicatorLine {
	return {
		key,
		figures: {
			brownfields: brownfields.length,
			hectares: sumHectares(brownfields.map(({ areaHa }) => areaHa)),
			withoutArea: brownfields.filter(({ areaHa }) => areaHa === null).length
		},
		query
	};
}

/** What brownfields are counted by. */
export const brownfieldValues = {
	friches: ({ status }: Brownfield) => status,
	pollution: ({ soilPollution }: Brownfield) => soilPollution
} satisfies Record<(typeof brownfieldTables)[number], unknown>;

/** Brownfields by status or by pollution of the soil; the map lists them by place, not by these. */
export function brownfieldIndicator(
	id: keyof typeof brownfieldValues,
	brownfields: readonly Brownfield[],
	scope: Partial<Criteria> | null
): Indicator {
	const list = { ...noView, list: 'friches' as const };
	const query = scope === null ? null : writeAddress({ ...noCriteria, ...scope }, list);
	return {
		id,
		columns: ['brownfields', 'hectares', 'withoutArea'],
		drawn: 'brownfields',
		lines: [...Map.groupBy<string | null, Brownfield>(brownfields, brownfieldValues[id])]
			.map(([key, own]) => line(key, own, null))
			.toSorted((a, b) => (b.figures.brownfields ?? 0) - (a.figures.brownfields ?? 0)),
		total: line('total', brownfields, query),
		sources: sourcesOf(brownfields)
	};
}
