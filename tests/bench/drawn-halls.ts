import { hallProportions, type HallFrontier } from '#lib/domain/hall-frontier.ts';
import type postgres from 'postgres';

/** Lengths in the order that computed ones have: each plot's are drawn. */
export function drawnHalls(random: () => number): HallFrontier {
	let [length, proportion] = [20 + 80 * random(), 1];
	const fits = hallProportions.map((next) => {
		length *= 1 + (next / proportion - 1) * random();
		proportion = next;
		return Number(length.toFixed(1));
	});
	return { fits, refused: fits.map((one) => Number((one + 0.3).toFixed(1))) };
}

/** Gives lengths to every plot that has none, past triggers and rights. */
export async function drawHallsInSql(sql: postgres.Sql): Promise<void> {
	await sql`set session_replication_role = replica`;
	const drawn = await sql`
		update public.terrain_eco as plot set terr_halle_tient = drawn.lengths,
			terr_halle_exclue = array(select length + 0.3 from unnest(drawn.lengths) as length)
		from (
			select terr_id, array(
				select least_length * (1 + (proportion - 1) * stretch)
				from unnest(${[...hallProportions]}::double precision[]) as proportion
			) as lengths
			from (
				select terr_id, 20 + 80 * random() as least_length, random() as stretch
				from public.terrain_eco where terr_halle_tient is null
			) as one
		) as drawn
		where plot.terr_id = drawn.terr_id
	`;
	if (drawn.count > 0) await sql`vacuum full analyze public.terrain_eco`;
	await sql`set session_replication_role = origin`;
}
