import type { Feature, MultiPolygon } from 'geojson';
import { byShareField } from '#lib/domain/constraint-kinds.ts';
import type { Listing } from '#lib/domain/listing.ts';
import { parsePlot } from '#lib/domain/plot.ts';
import { buildAtlas, type Atlas, type PlacedPlot } from '#lib/search/atlas.ts';

/** Obligatory lists of the standard: what is not said yet shows as unknown. */
const unstated = {
	terr_maitrise_fonc: 'inconnu',
	terr_stade_amngt: 'inconnu',
	terr_stade_comm: 'inconnu',
	terr_etat_occup: 'inconnu',
	terr_usage: 'inconnu'
};

/** The plot that investors will see once the listing is published; null while it has no outline. */
export function previewPlot(listing: Listing, atlas: Atlas, today: string): PlacedPlot | null {
	if (listing.geometry === null) return null;
	const plot = parsePlot(featureOf(listing, listing.geometry, today));
	const onlyThis = buildAtlas({ ...atlas, plots: [plot] });
	return onlyThis.placedPlots[0] ?? null;
}

function featureOf(listing: Listing, geometry: MultiPolygon, today: string): Feature {
	return {
		type: 'Feature',
		id: listing.annonce_id,
		geometry,
		properties: {
			...unstated,
			terr_surf_brute: listing.surface_ha,
			...listing.contenu,
			...byShareField((kind) => listing.contraintes[kind]),
			terr_id: listing.terr_id ?? 'ANNONCE',
			comm_insee: listing.comm_insee,
			comm_nom: listing.comm_nom,
			epci_siren: listing.epci_siren,
			epci_nom: listing.epci_nom,
			confirme_le: today,
			terr_actu_date: today,
			source_nom: listing.proprietaire_nom ?? 'Annonce',
			source_date: today,
			source_methode: 'déclaration',
			demonstration: listing.demonstration
		}
	};
}
