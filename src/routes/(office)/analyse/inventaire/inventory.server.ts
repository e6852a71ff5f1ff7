import { inventory } from '#lib/backend/inventory.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import {
	nameAmong,
	readScope,
	scopeParameter,
	scopeText,
	territoryScope
} from '#lib/subjects/indicators/dashboard/scope.ts';
import { inventoryQueryText, readInventoryQuery } from '#lib/subjects/inventory/inventory-query.ts';
import {
	lineOf,
	linesByDay,
	linesOfParts,
	type RateRow
} from '#lib/subjects/inventory/rate-rows.ts';

interface Asked {
	url: URL;
	locals: App.Locals;
}

/** Address of the inventory of a place in a year. @param place as `scopeText` writes it */
export function inventoryHref(place: string, year: number | string): string {
	const ofPlace: Record<string, string> = place === '' ? {} : { [scopeParameter]: place };
	return `${localizeHref('/analyse/inventaire')}?${inventoryQueryText(year, ofPlace)}`;
}

/** The figures of the place and year that an address names; of the territory and this year, and why, where it names none. */
export async function readInventory({ url, locals }: Asked) {
	const { ask, configuration } = await readTerritory();
	const places = await ask.placesToAnalyse();
	const today = dayInFrance(new Date());
	const query = readInventoryQuery(url.searchParams, today);
	const text = url.searchParams.get(scopeParameter) ?? '';
	const asked = readScope(text);
	const known = asked !== null && nameAmong(places, asked) !== null;
	const scope = known ? asked : territoryScope;
	const territory = configuration.id;
	const figures = await inventory.figures(locals.supabase, { territory, days: query.days });
	const { lines } = figures;
	const place = scopeText(scope);
	const years = linesByDay(lines, scope, query.days).map(({ key, line }): RateRow => {
		const year = key.slice(0, 4);
		return { key: year, label: year, href: inventoryHref(place, year), line };
	});
	const parts = linesOfParts(lines, scope, query.day)
		.map(({ kind, id, ...line }): RateRow => ({
			key: id,
			label: nameAmong(places, { kind, id }) ?? id,
			href: inventoryHref(scopeText({ kind, id }), query.year),
			line: { kind, id, ...line }
		}))
		.toSorted((a, b) => a.label.localeCompare(b.label, getLocale()));
	return {
		...{ territory, scope, place, places, query, today, years, parts },
		name: nameAmong(places, scope) ?? '',
		line: lineOf(lines, scope, query.day),
		firstSeen: figures.firstSeen,
		source: figures.source,
		unknownPlace: known ? null : text
	};
}
