import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { triennialBlocks } from '#lib/subjects/ledger/panels/triennial-blocks.ts';
import { readPeriod, triennialReport } from '#lib/subjects/ledger/triennial-report.ts';
import { formatDate } from '#lib/ui/format.ts';
import { printedDocument } from '../../../printed.server.ts';
import { readLedger } from '../ledger.server.ts';

interface Asked {
	url: URL;
	locals: App.Locals;
}

/**
 * The triennial report of the EPCI or commune, day and years that an address names. Of the whole territory there is none:
 * each assembly debates its own.
 */
export async function composeReport({ url, locals }: Asked) {
	const read = await readLedger({ url, locals });
	const { view, places, place, placeText, query, today, unknownPlace } = read;
	const locale = getLocale();
	const shown = { places, placeText, day: query.day, today };
	if (unknownPlace !== null) error(404, m.ledger_place_unknown({ value: unknownPlace }));
	if (query.unread !== null) {
		const said = { value: query.unread, today: formatDate(today, locale) };
		error(404, m.ledger_day_unread(said));
	}
	// Without a yearly file there is nothing to report yet: the page says where it comes from.
	const none = { ...shown, document: null, file: null, period: null, unreadPeriod: null };
	if (place.kind === 'territoire' || view === null) return { ...none, name: null };
	const { file } = view;
	if (file === null) return { ...none, name: view.name };
	const { period, unread } = readPeriod(url.searchParams, file);
	const { ask } = await readTerritory();
	const report = triennialReport(view, period, await ask.communeAreas());
	const document = printedDocument({
		title: m.triennial_document_title({
			...{ place: view.name, from: String(period.from), to: String(period.to) }
		}),
		...{ day: today, caution: view.name, blocks: triennialBlocks(view, report, locale) }
	});
	return { ...shown, document, file, period, unreadPeriod: unread, name: view.name };
}
