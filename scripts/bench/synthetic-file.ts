import { writeFileSync } from 'node:fs';
import type { Plot } from '#lib/domain/plot.ts';
import { syntheticRecords } from '../../tests/bench/synthetic-plots.ts';

/** A synthetic plot in CNIG vocabulary, as the importer reads it. */
function importable(plot: Plot) {
	return {
		type: 'Feature',
		properties: {
			terr_id: plot.id,
			terr_surf_brute: plot.areaHa,
			terr_identif_date: '2026-01-01',
			terr_actu_date: plot.updated,
			terr_maitrise_fonc: plot.ownership,
			terr_stade_amngt: plot.servicingStage,
			terr_stade_comm: plot.saleStage,
			terr_etat_occup: plot.occupancy,
			terr_usage: plot.use,
			terr_lot: plot.lot
		},
		geometry: plot.geometry
	};
}

/** Writes so many synthetic plots as a GeoJSON file that `npm run import` takes. */
export function writeSyntheticPlots(file: string, plotCount: number): void {
	const { plots } = syntheticRecords(plotCount);
	writeFileSync(
		file,
		JSON.stringify({ type: 'FeatureCollection', features: plots.map(importable) })
	);
}
