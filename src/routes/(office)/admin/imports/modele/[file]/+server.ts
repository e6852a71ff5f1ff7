import { error } from '@sveltejs/kit';
import { templateCsv, templateSchemas, templateSheets } from '#lib/formats/import-template.ts';
import { writeWorkbook } from '#lib/formats/workbook.ts';
import { m } from '#lib/paraglide/messages.js';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { RequestHandler } from './$types';

const types = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};

/** A table to fill in, `terrain_eco.csv` or `terrain_eco.xlsx`, with an example in the middle of the territory. */
export const GET: RequestHandler = async (event) => {
	requireMember(event, 'agent', 'administrateur');
	const { file } = event.params;
	const [, name, extension] = /^([a-z_]+)\.(csv|xlsx)$/.exec(file) ?? [];
	const schema = templateSchemas.find((one) => one.class === name);
	if (!schema || !extension) error(404, m.admin_template_unknown({ value: file.slice(0, 60) }));
	const bounds = await (await readTerritory()).ask.bounds();
	const [west, south, east, north] = bounds ?? [0, 0, 0, 0];
	const place = [round((west + east) / 2), round((south + north) / 2)] as const;
	const content =
		extension === 'csv'
			? templateCsv(schema, place)
			: await writeWorkbook(templateSheets(schema, place));
	return new Response(content, {
		headers: {
			'content-type': types[extension as keyof typeof types],
			'content-disposition': `attachment; filename="modele-${file}"`,
			'cache-control': 'private, no-store'
		}
	});
};

const round = (degrees: number) => Math.round(degrees * 1000) / 1000;
