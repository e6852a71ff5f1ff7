/** Consumption by year, the first of them named: [2011, [4, 5, …]]. */
export function sumOfYears(
	firstYear: number,
	hectares: readonly number[],
	from: number,
	to: number
): number | null {
	// A decade with a year missing is no decade: a sum of nine years must not pass for one of ten.
	if (firstYear > from || firstYear + hectares.length - 1 < to) return null;
	return hectares
		.slice(from - firstYear, to - firstYear + 1)
		.reduce((total, value) => total + value, 0);
}

/** What is left of an envelope, in ha; negative where it is exceeded. Only what is local subtracts. */
export function remaining(envelope: number, local: number, committed: number): number {
	return rounded(envelope - local - committed);
}

/** To the square metre, so that sums of decimals read as people write them. */
export function rounded(hectares: number): number {
	return Math.round(hectares * 10_000) / 10_000;
}
