import { m } from '#lib/paraglide/messages.js';

const labels: Record<string, () => string> = {
	terrain_eco: m.admin_table_terrain_eco,
	site_eco: m.admin_table_site_eco,
	unite_fonciere: m.admin_table_unite_fonciere,
	etablissement: m.admin_table_etablissement,
	friche: m.admin_table_friche,
	poi: m.admin_table_poi,
	contrainte: m.admin_table_contrainte,
	commune: m.admin_table_commune,
	epci: m.admin_table_epci,
	annonce: m.admin_table_annonce,
	annonce_piece: m.admin_table_annonce_piece,
	annonce_version: m.admin_table_annonce_version,
	demande: m.admin_table_demande,
	demande_note: m.admin_table_demande_note,
	recherche_vide: m.admin_table_recherche_vide,
	membre: m.admin_table_membre
};

/** What a table of the database holds, in words; its own name where it has none. */
export function tableLabel(name: string): string {
	return labels[name]?.() ?? name;
}
