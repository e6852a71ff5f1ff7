import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import type { AssembledArea } from '#lib/domain/plot.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';
import type { DuePage } from './halls.ts';

const Due = v.pipe(
	v.object({
		terrains: v.array(v.object({ terr_id: v.string(), empreinte: v.string() })),
		libres: v.array(
			v.object({
				terr_id: v.string(),
				terr_surf_brute: v.nullable(v.number()),
				contour: v.custom<Polygon | MultiPolygon>((input) => typeof input === 'object')
			})
		)
	}),
	v.transform(({ terrains, libres }) => ({
		/** Key of the last of them; null where none is left. */
		last: terrains.at(-1)?.terr_id ?? null,
		/** Plots whose largest area is not known; the fingerprint tells what lies around from any other. */
		plots: terrains.map(({ terr_id, empreinte }) => ({ id: terr_id, fingerprint: empreinte })),
		/** All free land around them, their own included. */
		free: libres.map(({ terr_id, terr_surf_brute, contour }) => ({
			...{ id: terr_id, areaHa: terr_surf_brute, geometry: contour }
		}))
	}))
);
export type DueAssemblies = v.InferOutput<typeof Due>;

/** The largest area that each plot reaches with adjacent ones, for the service alone. @throws BackendError */
export const assembled = {
	/** In the order of their keys. */
	due: (service: BackendClient, territory: string, { after = '', limit }: DuePage) =>
		call(service, 'assembled_due', { p_territory: territory, p_limit: limit, p_after: after }, Due),

	keep: (
		service: BackendClient,
		territory: string,
		computed: readonly (DueAssemblies['plots'][number] & AssembledArea)[]
	) => {
		const rows = computed.map(({ id, fingerprint, hectares, plots }) => ({
			...{ terr_id: id, empreinte: fingerprint, surface: hectares, reunis: plots }
		}));
		return call(service, 'assembled_keep', { p_territory: territory, p_assembled: rows }, v.any());
	}
};
