import { fail, type RequestEvent } from '@sveltejs/kit';
import { createServiceClient } from '#lib/backend/client.ts';
import { ledger, type ConsumptionRow } from '#lib/backend/ledger.ts';
import { dayInFrance, isDay } from '#lib/domain/day.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { readOutside, warmIntake } from '#lib/server/intake/read-outside.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { requireMember } from '#lib/server/session.ts';
import { consumptionFileName } from '#lib/subjects/ledger/consumption-file.ts';
import { textOf } from '../../../form-text.ts';
import { largeForm } from '../../../large-form.server.ts';
import { refusalOf } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireMember(event, 'administrateur');
	warmIntake();
	return { today: dayInFrance(new Date()), name: consumptionFileName };
};

/** What a file says, before it is kept: its communes, its years and all that they took, in m². */
function summaryOf(rows: readonly ConsumptionRow[]) {
	const years = rows.map(({ annee }) => annee);
	return {
		communes: new Set(rows.map(({ commune }) => commune)).size,
		from: Math.min(...years),
		to: Math.max(...years),
		m2: rows.reduce((sum, { conso_m2: taken }) => sum + taken, 0)
	};
}

/** What the form gives beside the file, or the sentence that refuses it. */
function givenBy(form: FormData) {
	const [date, name, url] = ['jour', 'nom', 'adresse'].map((field) => textOf(form, field).trim());
	const values = { date: date ?? '', name: name || consumptionFileName, url: url ?? '' };
	const file = form.get('fichier');
	if (!(file instanceof File) || file.name === '') return { values, fault: m.conso_no_file() };
	const { date: day } = values;
	if (!isDay(day) || day > dayInFrance(new Date()))
		return { values, fault: m.conso_date_wrong({ value: day.slice(0, 20) }) };
	if (values.url !== '' && !/^https?:\/\//.test(values.url))
		return { values, fault: m.conso_url_wrong({ value: values.url.slice(0, 60) }) };
	return { values, file };
}

async function run(event: RequestEvent, dry: boolean) {
	requireMember(event, 'administrateur');
	const given = givenBy(await largeForm(event.request));
	const { values } = given;
	if ('fault' in given) return fail(400, { values, fault: given.fault, report: null, dry });
	const { backend, configuration } = appBackend();
	const { id: territory } = configuration;
	const service = createServiceClient(backend);
	const { date, name, url } = values;
	try {
		const { lines } = await ledger.facts(service, { territory, day: date });
		const communes = lines.filter(({ kind }) => kind === 'commune').map(({ id }) => id);
		const bytes = new Uint8Array(await given.file.arrayBuffer());
		const rows = await readOutside(
			'consumption',
			{ file: given.file.name, bytes, communes },
			readingOf(event)
		);
		const known = rows.filter(({ commune }) => communes.includes(commune));
		const report = { file: given.file.name, wanted: communes.length, ...summaryOf(known) };
		if (dry && known.length > 0) return { values, fault: null, report, dry };
		// A file of elsewhere is refused by the database, which says of where it is.
		await ledger.importConsumption(service, {
			...{ territory, rows, date, name },
			url: url === '' ? null : url
		});
		return { values, fault: null, report, dry };
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, { values, fault: message, report: null, dry });
	}
}

export const actions: Actions = {
	verifier: (event) => run(event, true),
	enregistrer: (event) => run(event, false)
};
