import type { InventoryUnit } from '#lib/backend/inventory.ts';
import type { MapShape } from '#lib/documents/map-drawing.ts';
import type { Block } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatSquareMetres } from '#lib/ui/format.ts';
import type { RateRow } from '../rate-rows.ts';
import {
	evidenceText,
	occupantsText,
	placesFinding,
	rateColumns,
	rateFinding,
	stateText
} from './inventory-words.ts';
import { unitMap } from './unit-map.ts';

/** What a council's annex is made of: an EPCI, a commune or a site, judged at a 1 January. */
export interface AnnexParts {
	/** Name of the place. */
	place: string;
	/** ISO dates: the 1 January, and the first day on which anything was seen. */
	day: string;
	firstSeen: string | null;
	source: { date: string | null; demonstration: boolean | null };
	/** The place as a whole, then its sites; one row for a site alone. */
	whole: RateRow;
	sites: readonly RateRow[];
	/** By site, in the order of its table. */
	unitsOfSite: ReadonlyMap<string, readonly InventoryUnit[]>;
	/** Ways and water under the plans. */
	ground: readonly MapShape[];
	lengthText: (metres: number) => string;
	locale: string;
}

/** Columns of the table of sites: what fits on paper. */
const printed = new Set([
	'units',
	'occupied',
	'vacant',
	'unknown',
	'legal',
	'low',
	'high',
	'byArea'
]);
const columns = rateColumns.filter(({ id }) => printed.has(id));

/** The annex of a decision: rates with their interval, method and sources, then each site with its plan and units. */
export function annexBlocks(parts: AnnexParts): Block[] {
	const { place, day, firstSeen, whole, sites, locale } = parts;
	return [
		{ kind: 'heading', level: 1, text: m.annex_title() },
		{ kind: 'text', tone: 'plain', text: m.annex_of({ place, date: formatDate(day, locale) }) },
		...(parts.source.demonstration === true
			? [{ kind: 'notice' as const, text: m.annex_demonstration() }]
			: []),
		{ kind: 'heading', level: 2, text: m.annex_rate() },
		{ kind: 'text', tone: 'strong', text: rateFinding(whole.line, { day, firstSeen }, locale) },
		...(sites.length > 1
			? [{ kind: 'text' as const, tone: 'plain' as const, text: placesFinding(sites, locale) }]
			: []),
		rateTable(
			[...sites, ...(sites.length > 1 ? [{ ...whole, label: m.analyse_total() }] : [])],
			locale
		),
		{ kind: 'heading', level: 2, text: m.annex_method() },
		...method(parts),
		...sites.flatMap((site) => siteBlocks(site, parts)),
		{ kind: 'heading', level: 2, text: m.annex_decision() },
		{ kind: 'text', tone: 'plain', text: m.annex_decision_text() },
		{ kind: 'signature', fields: [m.annex_sign_session(), m.annex_sign_number(), m.annex_sign()] }
	];
}

function method({ day, source, locale }: AnnexParts): Block[] {
	const said = [
		m.annex_method_law({ date: formatDate(day, locale) }),
		m.annex_method_rate(),
		m.annex_method_interval(),
		m.annex_method_units(),
		source.date === null
			? m.inventory_source_none()
			: `${m.analyse_sources()} ${m.inventory_source({ date: formatDate(source.date, locale) })}`
	];
	return said.map((text) => ({ kind: 'text', tone: 'plain', text }));
}

function rateTable(rows: readonly RateRow[], locale: string): Block {
	return {
		kind: 'table',
		caption: '',
		columns: [
			{ title: m.inventory_site(), align: 'start', width: 6 },
			...columns.map(({ label }) => ({ title: label(), align: 'end' as const, width: 2 }))
		],
		rows: rows.map(({ label, line }) => [label, ...columns.map(({ text }) => text(line, locale))])
	};
}

function siteBlocks(site: RateRow, parts: AnnexParts): Block[] {
	const { day, firstSeen, unitsOfSite, ground, lengthText, locale } = parts;
	const units = unitsOfSite.get(site.key) ?? [];
	const svg = unitMap({ units, ground, lengthText, north: m.dossier_north() });
	const owners = units.some((unit) => unit.owners !== null);
	return [
		{ kind: 'page' },
		{ kind: 'heading', level: 2, text: site.label },
		{ kind: 'text', tone: 'strong', text: rateFinding(site.line, { day, firstSeen }, locale) },
		...(svg === null
			? []
			: [
					{
						kind: 'drawings' as const,
						items: [
							{
								...{ svg, share: 1, caption: m.annex_plan_caption() },
								alt: m.annex_plan_alt({ site: site.label, count: units.length })
							}
						]
					}
				]),
		{
			kind: 'table',
			caption: '',
			columns: [
				{ title: m.inventory_unit(), align: 'start', width: 5 },
				{ title: m.inventory_area(), align: 'end', width: 3 },
				{ title: m.inventory_state(), align: 'start', width: 4 },
				{ title: m.inventory_decided(), align: 'start', width: 7 },
				{ title: m.inventory_occupants(), align: 'start', width: 6 },
				...(owners ? [{ title: m.inventory_owners(), align: 'start' as const, width: 5 }] : [])
			],
			rows: units.map((unit, index) => [
				`${String(index + 1)}. ${unit.parcels?.replaceAll('|', ', ') ?? unit.id}`,
				formatSquareMetres(unit.areaM2, locale),
				stateText(unit, locale),
				evidenceText(unit, locale),
				occupantsText(unit, locale),
				...(owners ? [unit.owners?.join(', ') || '–'] : [])
			])
		}
	];
}
