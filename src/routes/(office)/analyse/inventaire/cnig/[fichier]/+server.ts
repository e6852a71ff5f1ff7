import { error } from '@sveltejs/kit';
import { cnig } from '#lib/backend/cnig.ts';
import { cnigClassNames } from '#lib/domain/cnig.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { About } from '#lib/formats/written/contract.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { cnigPart } from '#lib/server/export/cnig-part.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { cnigFiles } from '#lib/subjects/inventory/cnig-files.ts';
import { exportedFile } from '../../../../exported-file.server.ts';
import { readCnigScope } from '../cnig.server.ts';
import type { RequestHandler } from './$types';

type Read = Awaited<ReturnType<typeof readCnigScope>>;

/** Where the records come from, for the files that have room to say it. */
async function aboutOf({ query, epci, territoryName }: Read): Promise<About> {
	const { ask } = await readTerritory();
	const summary = await ask.summary();
	const told = summary.filter(({ collection }) =>
		['sites', 'terrains', 'etablissements'].includes(collection)
	);
	const all = (of: (one: (typeof told)[number]) => readonly string[]) =>
		[...new Set(told.flatMap(of))].join(', ');
	return {
		title: `Inventaire des zones d’activité économique, ${epci?.name ?? territoryName}`,
		source: all(({ sources }) => sources),
		date:
			told
				.map((one) => one.latest_source_date ?? '')
				.toSorted()
				.at(-1) ?? '',
		licence: all(({ licences }) => licences),
		demonstration: told.some(({ demonstration }) => demonstration > 0),
		notes: [
			`Unités foncières jugées au ${query.day}. Exporté le ${dayInFrance(new Date())}.`,
			'Géostandard CNIG Sites économiques, v2024-10.'
		]
	};
}

/** A file of the standard; a place or a year that is none is refused: a file cannot say it. */
export const GET: RequestHandler = async ({ params, url, locals, request }) => {
	const file = cnigFiles.find(({ name }) => name === params.fichier);
	if (!file) {
		const expected = cnigFiles.map(({ name }) => name).join(', ');
		error(404, m.inventory_table_unknown({ value: params.fichier.slice(0, 60), expected }));
	}
	const read = await readCnigScope(url);
	const { scope, query, epci, unknownPlace } = read;
	if (unknownPlace !== null) error(404, m.cnig_place_unknown({ value: unknownPlace }));
	const { unread, latest, year } = query;
	if (unread !== null) error(404, m.inventory_year_unread({ value: unread, latest, year }));
	const client = locals.supabase;
	const [counts, about] = await Promise.all([cnig.counts(client, scope), aboutOf(read)]);
	const countOf = new Map(counts.map((one) => [one.class, one.count]));
	const parts = (file.class === null ? cnigClassNames : [file.class]).map((name) =>
		cnigPart({
			...{ client, scope, name, about, count: countOf.get(name) ?? 0 },
			system: file.system
		})
	);
	const [stem = '', extension = ''] = file.name.split('.');
	const of = epci?.id ?? appBackend().configuration.id;
	return exportedFile({
		...{ format: file.format, parts, signal: request.signal, mediaType: file.mediaType },
		file: `${stem}-${of}-${String(year)}.${extension}`
	});
};
