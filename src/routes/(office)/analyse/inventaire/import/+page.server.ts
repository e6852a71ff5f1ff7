import { fail, type RequestEvent } from '@sveltejs/kit';
import { importInventory } from '#lib/backend/inventory-import.ts';
import { unitsFromParcels } from '#lib/backend/owner-parcels.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { shownValue, type ImportIssue } from '#lib/domain/import/issue.ts';
import { inventoryTableSchemas } from '#lib/domain/import/inventory-tables.ts';
import { ownerParcelSchema } from '#lib/domain/import/owner-parcels.ts';
import type { ReadableSchema } from '#lib/domain/import/validate-record.ts';
import { reason } from '#lib/domain/reason.ts';
import { expectationText } from '#lib/words/expectation-words.ts';
import { refusalSentence } from '#lib/words/refusal-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { readOutside, warmIntake } from '#lib/server/intake/read-outside.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { requireMember } from '#lib/server/session.ts';
import { largeForm } from '../../../large-form.server.ts';
import { refusalOf } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** Faults that are told one by one; of more, how many. */
const mostShown = 50;

export const load: PageServerLoad = (event) => {
	const { role } = requireMember(event, 'agent', 'administrateur');
	warmIntake();
	return { administrator: role === 'administrateur' };
};

interface Told {
	line: number | null;
	sentence: string;
}

/** What a file and the database refuse, by line; the first ones, and how many. @param named whether records are named too */
function toldFaults(
	{ fields }: Pick<ReadableSchema, 'fields'>,
	issues: readonly ImportIssue[],
	faults: readonly { line: number | null; about?: string; code: string; value: string }[],
	named = false
): { faults: Told[]; faultCount: number } {
	const refused = issues
		.filter(({ outcome }) => outcome === 'refused')
		.map(({ line, record, field, value, ...issue }): Told => {
			const asked = { name: field, field: fields[field ?? ''] };
			const expected = expectationText(issue, getLocale(), asked);
			const said = { field: field ?? '–', value: shownValue(value ?? '–'), expected };
			const sentence = m.inventory_import_cell(said);
			const isNamed = named && record !== null && record !== value;
			return {
				line,
				sentence: isNamed ? m.labelled({ label: record, value: sentence }) : sentence
			};
		});
	const found = faults.map(({ line, about, code, value }): Told => {
		const said = refusalSentence({ reason: reason(code, { value }), message: code }, getLocale());
		return { line, sentence: about ? m.labelled({ label: about, value: said }) : said };
	});
	const told = [...refused, ...found].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
	return { faults: told.slice(0, mostShown), faultCount: told.length };
}

const isRefused = ({ outcome }: ImportIssue) => outcome === 'refused';
const isMended = ({ outcome }: ImportIssue) => outcome === 'repaired';

async function importTable(event: RequestEvent, file: File, dry: boolean) {
	const bytes = new Uint8Array(await file.arrayBuffer());
	const read = await readOutside('inventory', { file: file.name, bytes }, readingOf(event));
	const { table, rows, issues } = read;
	const territory = appBackend().configuration.id;
	const found = await importInventory(event.locals.supabase, {
		...{ territory, table, rows, dry: dry || issues.some(isRefused) }
	});
	return {
		...{ kind: 'table' as const, file: file.name, table, rows: rows.length },
		...{ mended: issues.filter(isMended).length, written: found.written },
		...toldFaults(inventoryTableSchemas[table], issues, found.faults)
	};
}

async function buildUnits(event: RequestEvent, file: File, dry: boolean) {
	const bytes = new Uint8Array(await file.arrayBuffer());
	const given = { file: file.name, bytes, date: dayInFrance(new Date()) };
	const { parcels, issues } = await readOutside('ownerParcels', given, readingOf(event));
	/** Lines tell nothing of a file that writes all in one: parcels have a name of their own. */
	const placed = ({ rank, ...fault }: { rank: number; code: string; value: string }) => {
		const { line = null, values } = parcels[rank - 1] ?? {};
		return { ...fault, line, about: String(values?.['parcelle_id'] ?? '') };
	};
	const territory = appBackend().configuration.id;
	const found = await unitsFromParcels(event.locals.supabase, {
		...{ territory, parcels, dry: dry || issues.some(isRefused) }
	});
	return {
		...{ kind: 'parcels' as const, file: file.name, mended: issues.filter(isMended).length },
		...{ ...found, ...toldFaults(ownerParcelSchema, issues, found.faults.map(placed), true) }
	};
}

async function run<Report>(
	event: RequestEvent,
	dry: boolean,
	bring: (event: RequestEvent, file: File, dry: boolean) => Promise<Report>
) {
	requireMember(event, 'agent', 'administrateur');
	const file = (await largeForm(event.request)).get('fichier');
	if (!(file instanceof File) || file.name === '') {
		return fail(400, { fault: m.inventory_import_no_file(), report: null, dry });
	}
	try {
		return { fault: null, report: await bring(event, file, dry), dry };
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, {
			fault: m.labelled({ label: file.name, value: message }),
			report: null,
			dry
		});
	}
}

export const actions: Actions = {
	verifier: (event) => run(event, true, importTable),
	importer: (event) => run(event, false, importTable),
	reunir: (event) => run(event, true, buildUnits),
	inscrire: (event) => run(event, false, buildUnits)
};
