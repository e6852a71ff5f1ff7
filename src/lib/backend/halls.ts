import * as v from 'valibot';
import type { HallFrontier } from '#lib/domain/hall-frontier.ts';
import { PlotNetArea } from '#lib/domain/net-area.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const Due = v.pipe(
	v.object({
		dernier: v.nullable(v.string()),
		terrains: v.array(v.object({ terr_id: v.string(), empreinte: v.string(), sol: PlotNetArea }))
	}),
	v.transform(({ dernier, terrains }) => ({
		/** Key of the last plot that was looked at; null where none was left. */
		last: dernier,
		/** Those that are to be computed. */
		plots: terrains.map(({ terr_id, empreinte, sol }) => ({
			id: terr_id,
			/** Tells the ground from any other. */
			fingerprint: empreinte,
			ground: sol
		}))
	}))
);
export type DuePlot = v.InferOutput<typeof Due>['plots'][number];

/** Which of the plots that are due are asked for. */
export interface DuePage {
	/** Those behind this key; from the first where there is none. */
	after?: string;
	/** The most plots that are looked at. */
	limit: number;
}

export interface ComputedHalls extends Pick<DuePlot, 'id' | 'fingerprint'> {
	frontier: HallFrontier;
}

/** The largest buildings of each plot, for the service alone. @throws BackendError */
export const halls = {
	/** In the order of their keys. */
	due: (service: BackendClient, territory: string, { after = '', limit }: DuePage) =>
		call(service, 'halls_due', { p_territory: territory, p_limit: limit, p_after: after }, Due),

	keep: (service: BackendClient, territory: string, computed: readonly ComputedHalls[]) => {
		const rows = computed.map(({ id, fingerprint, frontier }) => ({
			terr_id: id,
			empreinte: fingerprint,
			tient: frontier.fits,
			exclue: frontier.refused
		}));
		return call(service, 'halls_keep', { p_territory: territory, p_halls: rows }, v.any());
	}
};
