import { createServiceClient } from '#lib/backend/client.ts';
import { hallProportions, type HallFrontier } from '#lib/domain/hall-frontier.ts';
import { keepAssembled } from '#lib/server/fit/keep-assembled.ts';
import { openBackend } from '#lib/server/open-backend.ts';
import postgres from 'postgres';

const territory = 'nord-ardennes';

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

/**
 * Leaves nothing to be computed in the background: a server would write while it is measured, and have all plots read
 * again. Assembled areas are computed, buildings are drawn: computing those of 300,000 plots takes an hour.
 */
export async function settlePlots(dataDirectory: string, databaseUrl: string): Promise<void> {
	// Brings a database of an earlier day up to date first.
	const backend = await openBackend({ dataDirectory, databaseUrl, purpose: 'le banc' });
	try {
		await keepAssembled({ service: createServiceClient(backend), territory });
	} finally {
		await backend.close();
	}
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	await drawHallsInSql(sql).finally(() => sql.end());
}
