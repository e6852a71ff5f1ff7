/** Buildings searched in SQL among many plots, as everybody may: what a territory in memory is the shortcut of. */
import postgres from 'postgres';
import { drawHallsInSql } from './drawn-halls.ts';
import { median } from '../../scripts/bench/rounds.ts';

const rounds = 15;

/** Copies the plots of a database until there are so many, each with its own net area and lengths that are drawn. */
export async function multiplyPlots(url: string, plots: number): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await sql`set session_replication_role = replica`;
		const [{ columns } = { columns: '' }] = await sql<[{ columns: string }]>`
			select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
			where attrelid = 'public.terrain_eco'::regclass and attnum > 0 and not attisdropped
				and attgenerated = '' and attname not in ('terr_id', 'terr_surf_nette')
		`;
		await sql.unsafe(`
			insert into public.terrain_eco (terr_id, terr_surf_nette, ${columns})
			select terr_id || '-' || copy, 5 * random(), ${columns}
			from public.terrain_eco cross join generate_series(1, ${plots}) as copy
			limit ${plots} - (select count(*) from public.terrain_eco)
		`);
		await drawHallsInSql(sql);
	} finally {
		await sql.end();
	}
}

export interface SearchedHalls {
	/** Of the last search: plots that may hold the building. */
	found: number;
	/** Median milliseconds until the database has answered, its pages warm. */
	taken: number;
}

/** Asks many plots for a building of growing length, 60 m wide with a court of 35 m, as a visitor without an account. */
export async function searchHalls(url: string, territory: string): Promise<SearchedHalls> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await sql`set role anon`;
		let found = 0;
		const search = async (round: number) => {
			const criteria = { hallLengthM: 120 + round / 2, hallWidthM: 60, hallCourtM: 35 };
			const begin = performance.now();
			const [row] = await sql<[{ count: string }]>`
				select count(*) from public.terrains_matching(${territory}, ${JSON.stringify(criteria)}::text::json)
			`;
			found = Number(row.count);
			return performance.now() - begin;
		};
		for (let round = 0; round < 3; round += 1) await search(round);
		const taken: number[] = [];
		for (let round = 0; round < rounds; round += 1) taken.push(await search(round));
		return { found, taken: median(taken) };
	} finally {
		await sql.end();
	}
}
