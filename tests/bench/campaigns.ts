import postgres from 'postgres';
import { median } from '../../scripts/bench/rounds.ts';
import { milliseconds, type Row } from '../../scripts/bench/rows.ts';
import type { ServedPlots } from '../../scripts/bench/served-plots.ts';

const rounds = 3;
const unitCount = 2_000;
const mostMilliseconds = 2_000;
const former = '00000000-0000-4000-8000-000000000001';
const later = '00000000-0000-4000-8000-000000000002';

/** A campaign of so many square units on a grid, moved by some degrees. */
async function freezeGrid(sql: postgres.ReservedSql, campaign: string, year: number, by: number) {
	await sql`
		insert into campagne (campagne_id, territory_id, epci_siren, valeur_au, figee_le)
		select ${campaign}, territory_id, epci_siren, make_date(${year}, 1, 1), make_date(${year}, 2, 1)
		from epci order by epci_siren limit 1`;
	await sql`
		insert into campagne_unite (campagne_id, uf_id, site_id, site_nom, surface_m2, etat, emplois, geom)
		select ${campaign}, ${campaign}::text || at, site_id, site_nom, 5000, etat, 0,
			st_makeenvelope(west, south, west + 0.0009, south + 0.0009, 4326)
		from (select site_id, site_nom, etat from campagne_unite limit 1) as model
		cross join generate_series(0, ${unitCount - 1}::integer) as at
		cross join lateral (
			select 4.5 + at % 50 * 0.001 + ${by}::double precision as west,
				49.7 + at / 50 * 0.001 + ${by}::double precision as south
		) as corner`;
}

/** What changed from one campaign to the next, by overlap: of the demonstration's database, in a transaction that is undone. */
export async function measureCampaigns({ database }: ServedPlots): Promise<Row[]> {
	if (database === null) return [];
	const connection = postgres(database.url, { max: 1, onnotice: () => undefined });
	const sql = await connection.reserve();
	try {
		await sql`begin`;
		await sql`set local search_path = public, extensions`;
		await freezeGrid(sql, former, 2010, 0);
		await freezeGrid(sql, later, 2011, 0.0003);
		await sql`analyze campagne_unite`;
		const taken: number[] = [];
		for (let round = 0; round < rounds; round += 1) {
			const begin = performance.now();
			await sql`select campaign_changes(${former}, ${later})`;
			taken.push(performance.now() - begin);
		}
		return [
			{
				what: `Deux campagnes de ${unitCount} unités comparées, PostgreSQL`,
				value: milliseconds(median(taken)),
				beside: `limite : ${mostMilliseconds} ms`,
				holds: median(taken) <= mostMilliseconds
			}
		];
	} finally {
		await sql`rollback`;
		sql.release();
		await connection.end();
	}
}
