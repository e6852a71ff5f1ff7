import * as v from 'valibot';
import type { HallFrontier } from '#lib/domain/hall-frontier.ts';
import { PlotNetArea } from '#lib/domain/net-area.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const Due = v.pipe(
	v.object({
		lus: v.number(),
		terrains: v.array(v.object({ terr_id: v.string(), empreinte: v.string(), sol: PlotNetArea }))
	}),
	v.transform(({ lus, terrains }) => ({
		/** Plots whose buildings were not known: none is left where it is 0. */
		looked: lus,
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

export interface ComputedHalls extends Pick<DuePlot, 'id' | 'fingerprint'> {
	frontier: HallFrontier;
}

/** The largest buildings of each plot, for the service alone. @throws BackendError */
export const halls = {
	/** @param limit the most plots that are looked at */
	due: (service: BackendClient, territory: string, limit: number) =>
		call(service, 'halls_due', { p_territory: territory, p_limit: limit }, Due),

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
