import { constraintTypes, shareField } from '#lib/domain/constraint-kinds.ts';
import type { Block, Drawing, HeadingLevel, KeyFigure } from '#lib/documents/printed-document.ts';
import type { NetworkCapacities } from '#lib/domain/site.ts';
import { networkFlags } from '#lib/domain/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlacedPlot } from '#lib/search/atlas.ts';
import { plotName } from '#lib/search/list-page.ts';
import { formatDate, formatEuros, formatNumber, formatSquareMetres } from '#lib/ui/format.ts';
import { zoneSource } from '#lib/words/zone-words.ts';
import type { FactId, PlotFacts } from '../plot-facts.ts';
import { factLabel, factText, type CodeWords } from './fact-words.ts';
import {
	areaSteps,
	netFigure,
	ownRulesNotice,
	type AreaStep,
	type OwnRules
} from './net-area-blocks.ts';

/** Everything that a plot's sheet is made of; texts are in the document's language. */
export interface SheetParts {
	placed: PlacedPlot;
	facts: PlotFacts;
	code: string;
	locator: Drawing;
	closeMap: Drawing;
	/** Where the net area and the building are counted otherwise than the territory does. */
	ownRules: OwnRules | null;
	/** Empty where nothing is counted off. */
	steps: readonly AreaStep[];
	/** Null where no building was asked for. */
	building: { heading: string; sentences: string[]; drawing: Drawing | null } | null;
	/** Firms within so many kilometres in a straight line, by sector in words, the most numerous first. */
	firms: { radiusKm: number; bySector: { sector: string; count: number }[]; onPlot: string[] };
	contacts: { name: string; role: string | null; ways: string }[];
	locale: string;
	codeWords: CodeWords;
}

const land: FactId[] = [
	...(['terr_surf_brute', 'terr_surf_nette', 'terr_stade_comm', 'terr_stade_amngt'] as const),
	...(['terr_cle_en_main', 'terr_cession_type', 'terr_prix_demande_m2'] as const),
	...(['terr_prix_sur_demande', 'date_dispo', 'terr_etat_occup', 'terr_usage'] as const),
	...(['terr_maitrise_fonc', 'site_nom', 'site_vocadomi', 'terr_refcad'] as const)
];
const space: FactId[] = [
	...(['surflocal', 'hbat', 'local_charge_sol_kgm2'] as const),
	...(['local_pont_roulant_t', 'local_quais_nb'] as const)
];
const capacities: [FactId, keyof NetworkCapacities][] = [
	['elec_capacite_kva', 'electricityKva'],
	['eau_capacite_m3j', 'waterM3PerDay'],
	['gaz_capacite_m3h', 'gasM3PerHour'],
	['fibre_capacite_mbits', 'fibreMbitPerS']
];
const constraints: FactId[] = ['terr_zone_urba', 'terr_permis', ...constraintTypes.map(shareField)];
const access: FactId[] = ['echangeur_km', 'gare_km', 'port_km'];

const factColumns = () => [
	{ title: m.dossier_column_fact(), align: 'start' as const, width: 4 },
	{ title: m.dossier_column_value(), align: 'start' as const, width: 4 },
	{ title: m.dossier_column_source(), align: 'start' as const, width: 6 }
];

/** The sheet of one plot. @param level of its title: 1 for a document of its own, 2 within a larger one */
export function plotSheet(parts: SheetParts, level: 1 | 2): Block[] {
	return sheetBlocks(parts).map((block) =>
		block.kind === 'heading'
			? { ...block, level: (block.level + level - 1) as HeadingLevel }
			: block
	);
}

function sheetBlocks(parts: SheetParts): Block[] {
	const { placed, locale } = parts;
	const { plot } = placed;
	return [
		{ kind: 'heading', level: 1, text: plotName(plot) },
		{ kind: 'text', tone: 'soft', text: whereabouts(parts) },
		...(plot.provenance.demonstration
			? [{ kind: 'notice' as const, text: m.dossier_demonstration() }]
			: []),
		...ownRulesNotice(parts.ownRules),
		{ kind: 'figures', items: keyFigures(parts) },
		{
			kind: 'drawings',
			items: [
				{ ...parts.locator, share: 2 },
				{ ...parts.closeMap, share: 3 }
			]
		},
		...(plot.description
			? [{ kind: 'text' as const, tone: 'plain' as const, text: plot.description }]
			: []),
		{ kind: 'heading', level: 2, text: m.dossier_land() },
		factTable(parts, plot.offer === 'Local' ? [...space, ...land] : land),
		{ kind: 'heading', level: 2, text: m.dossier_constraints() },
		factTable(parts, constraints),
		...areaSteps(parts.steps, locale),
		...building(parts),
		{ kind: 'heading', level: 2, text: m.dossier_networks() },
		factTable(parts, [...networkFlags, ...capacities.map(([id]) => id)]),
		{ kind: 'heading', level: 2, text: m.dossier_access() },
		factTable(parts, access),
		...firms(parts),
		...contacts(parts),
		{ kind: 'heading', level: 2, text: m.dossier_proof() },
		{
			kind: 'text',
			tone: 'soft',
			text: m.dossier_proof_text({ date: formatDate(plot.provenance.date, locale) })
		}
	];
}

function whereabouts({ placed: { plot }, codeWords }: SheetParts): string {
	const place = [plot.communeName ?? m.outside_territory(), plot.epciName]
		.filter(Boolean)
		.join(', ');
	return [codeWords(plot.offer), place, plot.id].join(' · ');
}

function keyFigures(parts: SheetParts): KeyFigure[] {
	const { facts, locale, codeWords } = parts;
	const { plot } = parts.placed;
	const text = (id: FactId) => factText(id, facts[id].value, locale, codeWords);
	const whole =
		plot.askingPrice !== null && plot.areaHa !== null
			? m.dossier_whole_price({
					price: formatEuros(plot.askingPrice * plot.areaHa * 10_000, locale)
				})
			: '';
	const price =
		plot.askingPrice === null && plot.priceOnRequest === true
			? m.price_on_request()
			: text('terr_prix_demande_m2');
	const extent =
		plot.offer === 'Local' && plot.space.areaM2 !== null
			? {
					label: m.criterion_space(),
					value: formatSquareMetres(plot.space.areaM2, locale),
					note: ''
				}
			: { label: m.fact_area_gross(), value: text('terr_surf_brute'), note: '' };
	return [
		extent,
		netFigure(plot.netHa, parts.ownRules, locale),
		{ label: m.fact_price(), value: price, note: whole },
		{
			label: m.criterion_sale_stage(),
			value: text('terr_stade_comm'),
			note: plot.availableFrom === null ? '' : `${m.fact_available()} ${text('date_dispo')}`
		}
	];
}

function factTable(parts: SheetParts, ids: readonly FactId[]): Block {
	const { facts, locale, codeWords, ownRules } = parts;
	const labelOf = (id: FactId) =>
		id === 'terr_surf_nette' && ownRules !== null
			? m.dossier_fact_territory_net()
			: factLabel(id, codeWords);
	return {
		kind: 'table',
		caption: '',
		columns: factColumns(),
		rows: ids.map((id) => {
			const { value } = facts[id];
			return [
				labelOf(id),
				factText(id, value, locale, codeWords),
				value === null ? '–' : sourceOf(id, parts)
			];
		})
	};
}

function sourceOf(id: FactId, parts: SheetParts): string {
	const {
		facts,
		placed: { plot, site },
		locale,
		codeWords
	} = parts;
	const said = (source: string, date: string) =>
		`${codeWords(source)}, ${formatDate(date, locale)}`;
	const { origin } = facts[id];
	if (id === 'terr_zone_urba' && plot.zone?.source) return zoneSource(plot.zone.source, locale);
	if (origin === 'map') return m.dossier_source_map();
	const field = capacities.find(([fact]) => fact === id)?.[1];
	if (origin === 'plot' || site === null) return said(plot.provenance.source, plot.provenance.date);
	const capacity = field && site.capacities[field];
	if (capacity) return said(capacity.source, capacity.date);
	return m.dossier_source_site({ source: said(site.provenance.source, site.provenance.date) });
}

function building({ building: asked }: SheetParts): Block[] {
	if (asked === null) return [];
	return [
		{ kind: 'heading', level: 2, text: asked.heading },
		...asked.sentences.map((text): Block => ({ kind: 'text', tone: 'plain', text })),
		...(asked.drawing
			? [{ kind: 'drawings' as const, items: [{ ...asked.drawing, share: 1 }] }]
			: [])
	];
}

function firms({ firms: { radiusKm, bySector, onPlot }, locale }: SheetParts): Block[] {
	const km = formatNumber(radiusKm, locale);
	const standing: Block[] =
		onPlot.length === 0
			? []
			: [
					{
						kind: 'text',
						tone: 'plain',
						text: m.dossier_firms_on_plot({ names: onPlot.join(', ') })
					}
				];
	const heading: Block = { kind: 'heading', level: 2, text: m.dossier_firms({ km }) };
	if (bySector.length === 0)
		return [
			heading,
			...standing,
			{ kind: 'text', tone: 'plain', text: m.dossier_firms_none({ km }) }
		];
	return [
		heading,
		...standing,
		{
			kind: 'table',
			caption: '',
			columns: [
				{ title: m.column_sector(), align: 'start', width: 5 },
				{ title: m.fact_firms(), align: 'end', width: 2 }
			],
			rows: bySector.map(({ sector, count }) => [sector, formatNumber(count, locale)])
		}
	];
}

function contacts({ contacts: desks }: SheetParts): Block[] {
	if (desks.length === 0) return [];
	return [
		{ kind: 'heading', level: 2, text: m.dossier_contacts() },
		{
			kind: 'table',
			caption: '',
			columns: [
				{ title: m.dossier_column_desk(), align: 'start', width: 5 },
				{ title: m.dossier_column_role(), align: 'start', width: 4 },
				{ title: m.dossier_column_ways(), align: 'start', width: 6 }
			],
			rows: desks.map(({ name, role, ways }) => [name, role ?? '–', ways])
		}
	];
}
