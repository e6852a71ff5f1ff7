/** A plot as an alert has told of it: its name, and the price asked in € per m², null where none was shown. */
export type SeenPlot = readonly [name: string, price: number | null];

/** Plots that answer a search, by their identifiers. */
export type SeenPlots = Readonly<Record<string, SeenPlot>>;

/** What is different between two days for a search. */
export interface AlertChanges {
	/** Identifiers of plots that did not answer before. */
	added: string[];
	/** Plots that answer still, at another price. */
	repriced: { id: string; before: number | null }[];
	/** Plots that answered and do not any more. */
	gone: { id: string; name: string }[];
}

/** Days between two mails of an alert, at the least. */
export const alertDays = 7;
/** Months after its confirmation at which an alert ends by itself. */
export const alertMonths = 12;
/** Days for which an alert waits to be confirmed. */
export const alertConfirmationDays = 3;
/** Longest search that is watched, as it stands in an address. */
export const longestWatchedSearch = 16_000;

/** What has changed since a mail; what answers now decides the order. */
export function changesSince(before: SeenPlots, now: SeenPlots): AlertChanges {
	const known = new Map(Object.entries(before));
	const present = Object.entries(now);
	return {
		added: present.flatMap(([id]) => (known.has(id) ? [] : id)),
		repriced: present.flatMap(([id, [, price]]) => {
			const former = known.get(id);
			return former === undefined || former[1] === price ? [] : { id, before: former[1] };
		}),
		gone: [...known].flatMap(([id, [name]]) => (Object.hasOwn(now, id) ? [] : { id, name }))
	};
}

/** Whether nothing is worth a mail. */
export function isQuiet({ added, repriced, gone }: AlertChanges): boolean {
	return added.length + repriced.length + gone.length === 0;
}

/** The day on which an alert ends by itself. @param confirmedAt ISO instant */
export function alertEnd(confirmedAt: string): Date {
	const end = new Date(confirmedAt);
	end.setUTCMonth(end.getUTCMonth() + alertMonths);
	return end;
}
