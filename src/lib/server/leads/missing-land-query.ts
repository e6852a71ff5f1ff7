/** Columns that the table of missing land can be sorted by. */
export const missingLandColumns = [
	'month',
	'epci',
	'lost',
	'lostHa',
	'waiting',
	'waitingHa',
	'searches',
	'searchHa'
] as const;
export type MissingLandColumn = (typeof missingLandColumns)[number];

export interface MissingLandQuery {
	/** First and last month, AAAA-MM. */
	from: string;
	to: string;
	sort: MissingLandColumn;
	descending: boolean;
}

const month = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/;

/** The month so many months before, AAAA-MM. */
function monthsBefore(now: Date, months: number): string {
	return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1))
		.toISOString()
		.slice(0, 7);
}

/** What an address asks of the missing land: the last twelve months, the latest first, unless it says otherwise. */
export function readMissingLandQuery(parameters: URLSearchParams, now: Date): MissingLandQuery {
	const monthOf = (name: string, absent: string) => {
		const value = parameters.get(name) ?? '';
		return month.test(value) ? value : absent;
	};
	const [one, other] = [monthOf('du', monthsBefore(now, 11)), monthOf('au', monthsBefore(now, 0))];
	const sort = missingLandColumns.find((column) => column === parameters.get('tri')) ?? 'month';
	const order = parameters.get('ordre');
	return {
		from: one < other ? one : other,
		to: one < other ? other : one,
		sort,
		descending: order === null ? sort !== 'epci' : order === 'decroissant'
	};
}
