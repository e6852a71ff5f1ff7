/** What somebody would write who has PostGIS and no Forgeterre: the peer of our OGC answers. */
import postgres from 'postgres';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import { acceptedStages, areaMinHa } from './asked-search.ts';

export interface FoundBySql {
	matched: number;
	/** Keys of the page, in their order. */
	keys: string[];
}

export interface PlainSql {
	/** The four criteria and an area by the spatial index, with a page of GeoJSON. */
	search: (ring: readonly LngLat[], limit: number) => Promise<FoundBySql>;
	/** A page of GeoJSON in one text, counted by nobody: the most that the database can give. */
	page: (limit: number, box: Box) => Promise<void>;
	end: () => Promise<void>;
}

/** @param connections how many queries run at once */
export function plainSql(url: string, connections: number): PlainSql {
	const sql = postgres(url, { max: connections, onnotice: () => undefined });
	return {
		search: async (ring, limit) => {
			const closed = [...ring, ...ring.slice(0, 1)].map((position) => position.join(' ')).join(',');
			const [row] = await sql<[{ matched: string; keys: string[] | null }]>`
				with area as materialized (select st_geomfromtext(${`POLYGON((${closed}))`}, 4326) as shape),
				hits as materialized (
					select t.* from terrain_eco t, area
					where st_intersects(t.geom, area.shape)
						and publie
						and (terr_surf_brute is null or terr_surf_brute >= ${areaMinHa})
						and terr_stade_comm = any (${[...acceptedStages]})
						and terr_cession_type is distinct from 'Mise à disposition'
						and terr_cle_en_main is distinct from 'non'
				),
				page as materialized (select * from hits order by terr_id collate "C" limit ${limit})
				select (select count(*) from hits) as matched,
					(select array_agg(terr_id) from page) as keys,
					(select string_agg(st_asgeojson(page.*), ',') from page) as features
			`;
			return { matched: Number(row.matched), keys: row.keys ?? [] };
		},
		page: async (limit, box) => {
			await sql`
				select string_agg(st_asgeojson(t.*), ',') from (
					select * from terrain_eco
					where geom && st_makeenvelope(${box[0]}, ${box[1]}, ${box[2]}, ${box[3]}, 4326)
					limit ${limit}
				) t
			`;
		},
		end: () => sql.end()
	};
}
