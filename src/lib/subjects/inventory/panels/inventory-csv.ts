import type { CampaignChanges, InventoryUnit } from '#lib/backend/inventory.ts';
import { m } from '#lib/paraglide/messages.js';
import { numberCell, spreadsheetCsv, textCell } from '#lib/formats/spreadsheet-csv.ts';
import { changeWords } from './campaign-words.ts';
import {
	evidenceText,
	occupantsText,
	rateColumns,
	stateText,
	stateWords
} from './inventory-words.ts';
import type { RateRow } from '../rate-rows.ts';

/** Hectares to the m², and shares as finely. */
const decimals = 10_000;

const cell = (value: string | number | null) => {
	if (value === null) return '';
	return typeof value === 'number'
		? numberCell(Math.round(value * decimals) / decimals)
		: textCell(value);
};

const file = (rows: readonly (string | number | null)[][]) =>
	spreadsheetCsv(rows.map((row) => row.map(cell)));

/** Rates of years or places, as the page has them; empty where the page has a dash. */
export function ratesCsv(head: string, rows: readonly RateRow[]): string {
	return file([
		[head, ...rateColumns.map(({ label }) => label())],
		...rows.map(({ label, line }) => [label, ...rateColumns.map(({ value }) => value(line))])
	]);
}

/** Units with what decided of each; owners where whoever asks may know them. */
export function unitsCsv(units: readonly InventoryUnit[], locale: string): string {
	const owners = units.some((unit) => unit.owners !== null);
	return file([
		[
			...[m.inventory_unit(), m.inventory_parcels(), m.inventory_site(), m.inventory_state()],
			...[m.inventory_detail(), m.inventory_decided(), m.inventory_occupants()],
			...(owners ? [m.inventory_owners()] : []),
			...[m.inventory_area_m2(), m.inventory_footprint_m2(), m.inventory_jobs()]
		],
		...units.map((unit) => [
			...[unit.id, unit.parcels, unit.siteName, stateWords[unit.state]()],
			...[stateText(unit, locale), evidenceText(unit, locale), occupantsText(unit, locale)],
			...(owners ? [unit.owners?.join(', ') ?? null] : []),
			...[unit.areaM2, unit.footprintM2, unit.jobs]
		])
	]);
}

/** What changed between two campaigns. */
export function changesCsv({ lines }: CampaignChanges): string {
	const states = (list: CampaignChanges['lines'][number]['formerStates']) =>
		list.map((state) => stateWords[state]()).join(', ');
	return file([
		[
			...[m.campaign_change(), m.inventory_site(), m.campaign_before(), m.campaign_state_before()],
			...[m.campaign_after(), m.campaign_state_after(), m.inventory_area_m2()]
		],
		...lines.map((line) => [
			...[changeWords[line.change](), line.siteName, line.before.join(', ')],
			...[states(line.formerStates), line.after.join(', '), states(line.laterStates), line.areaM2]
		])
	]);
}
