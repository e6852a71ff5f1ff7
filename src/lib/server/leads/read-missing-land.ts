import { numberCell, spreadsheetCsv, textCell } from '#lib/formats/spreadsheet-csv.ts';
import { missingLand, type MissingLand, type MissingLandLine } from '#lib/backend/missing-land.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { MissingLandColumn, MissingLandQuery } from './missing-land-query.ts';

/** A line with the name of its EPCI. */
export type NamedLine = MissingLandLine & { name: string };

/** The missing land of a period, its lines named and sorted. */
export async function readMissingLand(
	client: BackendClient,
	query: MissingLandQuery
): Promise<MissingLand & { lines: NamedLine[] }> {
	const { ask, configuration } = await readTerritory();
	const names = new Map((await ask.epci()).map(({ siren, name }) => [siren, name]));
	const land = await missingLand.read(client, {
		territory: configuration.id,
		from: `${query.from}-01`,
		to: `${query.to}-01`
	});
	const lines = land.lines.map((line) => ({ ...line, name: names.get(line.siren) ?? line.siren }));
	return { ...land, lines: sortLines(lines, query) };
}

const byColumn: Record<MissingLandColumn, (a: NamedLine, b: NamedLine) => number> = {
	month: (a, b) => a.month.localeCompare(b.month),
	epci: (a, b) => a.name.localeCompare(b.name, 'fr'),
	lost: (a, b) => a.lost - b.lost,
	lostHa: (a, b) => a.lostHa - b.lostHa,
	waiting: (a, b) => a.waiting - b.waiting,
	waitingHa: (a, b) => a.waitingHa - b.waitingHa,
	searches: (a, b) => a.searches - b.searches,
	searchHa: (a, b) => a.searchHa - b.searchHa
};

function sortLines(lines: NamedLine[], { sort, descending }: MissingLandQuery): NamedLine[] {
	const sorted = lines.toSorted(byColumn[sort]);
	return descending ? sorted.toReversed() : sorted;
}

/** The lines as a table for a French spreadsheet: UTF-8 with its mark, semicolons, decimal commas. */
export function missingLandCsv(lines: readonly NamedLine[]): string {
	const header = [
		...['epci_siren', 'epci_nom', 'mois'],
		...['perdues', 'perdues_surface_ha', 'perdues_sans_surface'],
		...['sans_terrain', 'sans_terrain_surface_ha', 'sans_terrain_sans_surface'],
		...['recherches_vides', 'recherches_surface_ha']
	];
	const rows = lines.map((line) => [
		line.siren,
		textCell(line.name),
		line.month.slice(0, 7),
		...[line.lost, line.lostHa, line.lostUnstated].map(numberCell),
		...[line.waiting, line.waitingHa, line.waitingUnstated].map(numberCell),
		...[line.searches, line.searchHa].map(numberCell)
	]);
	return spreadsheetCsv([header, ...rows]);
}
