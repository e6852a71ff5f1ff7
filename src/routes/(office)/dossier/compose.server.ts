import { error } from '@sveltejs/kit';
import { dayParts, type Block, type PrintedDocument } from '#lib/documents/printed-document.ts';
import { qrCode } from '#lib/documents/qr-code.ts';
import { dayInFrance, isDay } from '#lib/domain/day.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { typesetInThread } from '#lib/server/documents/typeset-in-thread.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { plotSheet } from '#lib/subjects/dossier/panels/plot-sheet.ts';
import { formatDate } from '#lib/ui/format.ts';
import { mostPlots } from './most-plots.ts';
import { makeSheet, readMapGround, type MadeSheet } from './sheets.server.ts';

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

export { mostPlots };

/** Plots that an address names, each once, in their order. */
function readPlotIds(parameters: URLSearchParams): string[] {
	const named = (parameters.get('plots') ?? '').split(',').map((id) => id.trim());
	return [...new Set(named.filter(Boolean))];
}

/** The sheet of one plot. */
export function composeSheet(id: string, parameters: URLSearchParams): Promise<ComposedDocument> {
	const path = `/plots/${encodeURIComponent(id)}/fiche/pdf`;
	return composeDocument({ ids: [id], parameters, title: null, path });
}

/** The dossier of the plots that an address names: the first ones where they are too many, and how many those are. */
export async function composeDossier(parameters: URLSearchParams) {
	const ids = readPlotIds(parameters);
	const composed = await composeDocument({
		...{ ids: ids.slice(0, mostPlots), parameters, title: m.dossier_title(), path: '/dossier/pdf' }
	});
	return {
		composed,
		tooMany: ids.length > mostPlots ? ids.length : null,
		none: composed.sheets.length === 0
	};
}

/** Sheets of plots as one document; one after the other, so that a large one leaves room for others. */
async function composeDocument(asked: AskedDocument): Promise<ComposedDocument> {
	const ground = await readMapGround();
	const made: MadeSheet[] = [];
	const missing: string[] = [];
	for (const id of asked.ids) {
		const sheet = await makeSheet(id, { ground, building: asked.parameters });
		if (sheet) made.push(sheet);
		else missing.push(id);
	}
	const day = documentDay(asked.parameters, made);
	return { document: documentOf({ ...asked, day }, made, missing), sheets: made, missing };
}

type DatedDocument = AskedDocument & { day: string };

function documentOf(
	asked: DatedDocument,
	made: readonly MadeSheet[],
	missing: readonly string[]
): PrintedDocument {
	const { configuration } = appBackend();
	const locale = getLocale();
	const title = asked.title ?? m.dossier_sheet_title({ name: made[0]?.name ?? '' });
	return {
		title,
		author: `Forgeterre ${configuration.name}`,
		keywords: [
			...made.map(({ code }) => `forgeterre:${code}`),
			`forgeterre:jour:${asked.day}`,
			`forgeterre:adresse:${madeAgainBy(asked)}`
		],
		...{ day: dayParts(asked.day), language: locale },
		head: `Forgeterre · ${configuration.name}`,
		caution: m.dossier_caution(),
		foot: m.dossier_foot({ date: formatDate(asked.day, locale), address: siteAddress() }),
		blocks: [
			...(asked.title === null ? [] : coverOf(asked, made, missing)),
			...made.flatMap((sheet): Block[] => [
				...(asked.title === null ? [] : [{ kind: 'page' as const }]),
				...plotSheet(sheet.parts, asked.title === null ? 1 : 2),
				proofOf(sheet)
			])
		]
	};
}

function coverOf(
	{ title, day }: DatedDocument,
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
		{
			kind: 'table',
			caption: '',
			columns: [
				{ title: m.kind_plot(), align: 'start', width: 4 },
				{ title: m.criterion_commune(), align: 'start', width: 3 },
				{ title: m.dossier_code(), align: 'start', width: 3 }
			],
			rows: made.map(({ name, code, parts }) => [name, parts.placed.plot.communeName ?? '–', code])
		},
		{ kind: 'notice', text: m.not_contractual() }
	];
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

/** A composed document as a file. Too many or too long are said so; a fault of the setting is ours. */
export async function pdfResponse(
	{ document, sheets }: ComposedDocument,
	name: string
): Promise<Response> {
	if (sheets.length === 0) error(404, m.dossier_none());
	const pdf = await typesetInThread(document);
	if (pdf === 'too-many') error(503, m.dossier_too_many());
	if (pdf === 'too-long') error(503, m.dossier_too_long());
	const file = name.replaceAll(/[^\w-]+/g, '-');
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `inline; filename="${file}.pdf"`,
			'cache-control': 'no-cache'
		}
	});
}
