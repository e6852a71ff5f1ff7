import { error } from '@sveltejs/kit';
import type { Block, PrintedDocument } from '#lib/documents/printed-document.ts';
import { qrCode } from '#lib/documents/qr-code.ts';
import { dayInFrance, isDay } from '#lib/domain/day.ts';
import { codeLabel } from '#lib/words/vocabulary-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { namedPlots } from '#lib/search/plot-list-address.ts';
import type { MapGround } from '#lib/server/documents/map-ground.ts';
import { locatorMap } from '#lib/server/documents/plot-maps.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { factText } from '#lib/subjects/dossier/panels/fact-words.ts';
import { plotSheet } from '#lib/subjects/dossier/panels/plot-sheet.ts';
import type { FactId } from '#lib/subjects/dossier/plot-facts.ts';
import { ownRulesNotice } from '#lib/subjects/dossier/panels/net-area-blocks.ts';
import { readBuilding } from '#lib/subjects/fit/building-query.ts';
import { askedFaults } from '#lib/subjects/fit/panels/own-rules-words.ts';
import { formatDate } from '#lib/ui/format.ts';
import { askedGrounds, readAskedRules } from './asked-ground.server.ts';
import { lengthText, readMapGround } from './map-ground.server.ts';
import { printedDocument } from './printed.server.ts';
import { mostPlots } from './most-plots.ts';
import { makeSheet, type MadeSheet } from './plot-sheets.server.ts';
import { unitedPlots } from './united-plots.server.ts';

/** What a document of plots is asked with. */
interface AskedDocument {
	ids: readonly string[];
	/** May name a building to test. */
	parameters: URLSearchParams;
	/** Of a document of several plots; null for the sheet of one. */
	title: string | null;
	/** Where its PDF is made, without language and query. */
	path: string;
}

export interface ComposedDocument {
	document: PrintedDocument;
	sheets: MadeSheet[];
	/** Asked for, and not to be seen by anybody today. */
	missing: string[];
}

/** The sheet of one plot. */
export function composeSheet(id: string, parameters: URLSearchParams): Promise<ComposedDocument> {
	const path = `/plots/${encodeURIComponent(id)}/fiche/pdf`;
	return composeDocument({ ids: [id], parameters, title: null, path });
}

/** The dossier of the plots that an address names: the first ones where they are too many, and how many those are. */
export async function composeDossier(parameters: URLSearchParams) {
	const ids = namedPlots(parameters);
	const composed = await composeDocument({
		...{ ids: ids.slice(0, mostPlots), parameters, title: m.dossier_title(), path: '/dossier/pdf' }
	});
	return {
		composed,
		tooMany: ids.length > mostPlots ? ids.length : null,
		none: composed.sheets.length === 0
	};
}

/** Sheets of plots as one document. */
async function composeDocument(asked: AskedDocument): Promise<ComposedDocument> {
	const rules = readAskedRules(asked.parameters);
	const [ground, grounds] = await Promise.all([readMapGround(), askedGrounds(asked.ids, rules)]);
	const query = readBuilding((name) => asked.parameters.get(name), rules.territory.setback);
	const faults = askedFaults(query, rules.query);
	const building = faults.length === 0 ? query.building : null;
	const all = await Promise.all(
		asked.ids.map((id) => makeSheet(id, { ground, grounds, asked: rules, building }))
	);
	const made = all.filter((sheet) => sheet !== null);
	const missing = asked.ids.filter((_, index) => all[index] === null);
	const day = documentDay(asked.parameters, made);
	const united =
		asked.title === null
			? []
			: await unitedPlots(
					made.map(({ plotId }) => plotId),
					asked.parameters,
					rules,
					building
				);
	const document = documentOf({ ...asked, day, ground, faults, united }, made, missing);
	return { document, sheets: made, missing };
}

type DatedDocument = AskedDocument & {
	day: string;
	ground: MapGround;
	faults: string[];
	/** What its plots are together, where that is asked. */
	united: Block[];
};

function documentOf(
	asked: DatedDocument,
	made: readonly MadeSheet[],
	missing: readonly string[]
): PrintedDocument {
	const title = asked.title ?? m.dossier_sheet_title({ name: made[0]?.name ?? '' });
	return printedDocument({
		...{ title, day: asked.day, caution: m.dossier_caution() },
		keywords: [
			...made.map(({ code }) => `forgeterre:${code}`),
			`forgeterre:jour:${asked.day}`,
			`forgeterre:adresse:${madeAgainBy(asked)}`
		],
		blocks: [
			...(asked.title === null ? [] : coverOf(asked, made, missing)),
			...(asked.title === null ? faultNotice(asked.faults) : []),
			...made.flatMap((sheet): Block[] => [
				...(asked.title === null ? [] : [{ kind: 'page' as const }]),
				...plotSheet(sheet.parts, asked.title === null ? 1 : 2),
				proofOf(sheet)
			])
		]
	});
}

/** Measures that an address gives and that nothing could be counted with. */
function faultNotice(faults: readonly string[]): Block[] {
	return faults.length === 0
		? []
		: [{ kind: 'notice', text: [m.dossier_measures_refused(), ...faults].join(' ') }];
}

function coverOf(
	{ title, day, ground, faults, united }: DatedDocument,
	made: readonly MadeSheet[],
	missing: readonly string[]
): Block[] {
	const locale = getLocale();
	return [
		{ kind: 'heading', level: 1, text: title ?? '' },
		{
			kind: 'text',
			tone: 'soft',
			text: m.dossier_cover({ count: made.length, date: formatDate(day, locale) })
		},
		...(missing.length > 0
			? [{ kind: 'notice' as const, text: m.dossier_missing({ ids: missing.join(', ') }) }]
			: []),
		...faultNotice(faults),
		...ownRulesNotice(made[0]?.parts.ownRules ?? null),
		coverTable(made, locale),
		...(made.length > 0 ? [coverMap(made, ground)] : []),
		...united,
		{ kind: 'notice', text: m.not_contractual() }
	];
}

function coverTable(made: readonly MadeSheet[], locale: string): Block {
	const text = ({ parts: { facts } }: MadeSheet, id: FactId) =>
		factText(id, facts[id].value, locale, codeLabel);
	return {
		kind: 'table',
		caption: '',
		columns: [
			{ title: m.kind_plot(), align: 'start', width: 7 },
			{ title: m.criterion_commune(), align: 'start', width: 4 },
			{ title: m.fact_area_gross(), align: 'end', width: 3 },
			{ title: m.criterion_net(), align: 'end', width: 3 },
			{ title: m.fact_price(), align: 'end', width: 3 },
			{ title: m.dossier_code(), align: 'start', width: 5 }
		],
		rows: made.map((sheet, index) => [
			`${String(index + 1)}. ${sheet.name}`,
			text(sheet, 'comm_nom'),
			text(sheet, 'terr_surf_brute'),
			netText(sheet, locale),
			text(sheet, 'terr_prix_demande_m2'),
			sheet.code
		])
	};
}

function netText({ parts: { facts, ownRules } }: MadeSheet, locale: string): string {
	const value = ownRules?.hectares ?? facts.terr_surf_nette.value;
	return factText('terr_surf_nette', value, locale, codeLabel);
}

function coverMap(made: readonly MadeSheet[], ground: MapGround): Block {
	const svg = locatorMap({
		...{ ground, lengthText, north: m.dossier_north() },
		marks: made.map(({ parts }) => parts.placed.centre),
		size: { width: 700, height: 560 }
	});
	const names = made
		.map(({ name }, index) => `${String(index + 1)}. ${name}`)
		.join(m.list_separator());
	return {
		kind: 'drawings',
		items: [
			{ svg, alt: m.dossier_cover_alt({ names }), caption: m.dossier_locator_caption(), share: 1 }
		]
	};
}

function proofOf({ code }: MadeSheet): Block {
	const address = `${siteAddress()}${localizeHref('/verifier')}?code=${code}`;
	return {
		...{ kind: 'proof', text: m.dossier_proof_code(), code, address },
		...{ svg: qrCode(address), alt: m.dossier_qr_alt({ address }) }
	};
}

/** The address, in the document's language, that makes the same document again; written without a comma. */
function madeAgainBy({ path, parameters, day }: DatedDocument): string {
	const query = new URLSearchParams(parameters);
	query.set('jour', day);
	return encodeURIComponent(`${localizeHref(path)}?${query.toString()}`);
}

/** Today, or a former day that is asked for: one since when nothing of the plots has changed, as far as was printed. */
function documentDay(parameters: URLSearchParams, made: readonly MadeSheet[]): string {
	const today = dayInFrance(new Date());
	const day = parameters.get('jour') ?? today;
	const first =
		made
			.map(({ issued }) => issued)
			.toSorted()
			.at(-1) ?? today;
	if (!isDay(day) || day > today || day < first)
		error(400, m.dossier_day_refused({ value: day, first: formatDate(first, getLocale()) }));
	return day;
}
