import { fail, type RequestEvent } from '@sveltejs/kit';
import { importInventory } from '#lib/backend/inventory-import.ts';
import { shownValue } from '#lib/domain/import/issue.ts';
import { reason } from '#lib/domain/reason.ts';
import { refusalSentence } from '#lib/panels/refusal-words.ts';
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

async function importFile(event: RequestEvent, file: File, dry: boolean) {
	const bytes = new Uint8Array(await file.arrayBuffer());
	const read = await readOutside('inventory', { file: file.name, bytes }, readingOf(event));
	const { table, rows, issues } = read;
	const refused = issues
		.filter(({ outcome }) => outcome === 'refused')
		.map(({ line, field, value, expected }): Told => ({
			line,
			sentence: m.inventory_import_cell({
				...{ field: field ?? '–', value: shownValue(value ?? '–'), expected }
			})
		}));
	const mended = issues.filter(({ outcome }) => outcome === 'repaired').length;
	const territory = appBackend().configuration.id;
	const found = await importInventory(event.locals.supabase, {
		...{ territory, table, rows, dry: dry || refused.length > 0 }
	});
	const faults = found.faults.map(({ line, code, value }): Told => ({
		line,
		sentence: refusalSentence({ reason: reason(code, { value }), message: code }, getLocale())
	}));
	const told = [...refused, ...faults].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
	return {
		...{ file: file.name, table, rows: rows.length, mended, written: found.written },
		...{ faults: told.slice(0, mostShown), faultCount: told.length }
	};
}

async function run(event: RequestEvent, dry: boolean) {
	requireMember(event, 'agent', 'administrateur');
	const file = (await largeForm(event.request)).get('fichier');
	if (!(file instanceof File) || file.name === '') {
		return fail(400, { fault: m.inventory_import_no_file(), report: null, dry });
	}
	try {
		return { fault: null, report: await importFile(event, file, dry), dry };
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
	verifier: (event) => run(event, true),
	importer: (event) => run(event, false)
};
