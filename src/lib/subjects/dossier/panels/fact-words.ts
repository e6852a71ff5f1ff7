import { isDay } from '#lib/domain/day.ts';
import { networkFlags } from '#lib/domain/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	formatDate,
	formatHectares,
	formatNumber,
	formatPercent,
	formatPricePerSquareMetre,
	formatSquareMetres
} from '#lib/ui/format.ts';
import type { FactId, FactValue } from '../plot-facts.ts';

/** Labels of codes, which whoever shows a sheet knows. */
export type CodeWords = (code: string) => string;

interface FactWords {
	label: () => string;
	/** A value that is known, in words. */
	text: (value: string | number, locale: string) => string;
}

const quantity =
	(unit: () => string, decimals = 0): FactWords['text'] =>
	(value, locale) =>
		typeof value === 'number' ? `${formatNumber(value, locale, decimals)} ${unit()}` : value;
const asIs: FactWords['text'] = (value) => String(value);
const hectares: FactWords['text'] = (value, locale) => formatHectares(Number(value), locale, 2);
const percent: FactWords['text'] = (value, locale) => formatPercent(Number(value), locale);
const day: FactWords['text'] = (value, locale) => formatDate(String(value), locale);
/** Kept as `3.4 Sedan`: kilometres, then the name. */
const distance: FactWords['text'] = (value, locale) => {
	const [km = '', ...name] = String(value).split(' ');
	return `${formatNumber(Number(km), locale, 1)} km, ${name.join(' ')}`;
};

/** Kept as the last day on which one is given, or as whether there is one. */
const permit: FactWords['text'] = (value, locale) => {
	if (value === 'sans échéance') return m.permit_always();
	if (value === 'aucun') return m.permit_never();
	const text = String(value);
	return isDay(text) ? m.permit_until({ date: formatDate(text, locale) }) : text;
};

/** Facts whose value is a code of a list. */
const coded = new Set<string>([
	...['offre_type', 'terr_stade_comm', 'terr_stade_amngt', 'terr_cession_type'],
	...['terr_etat_occup', 'terr_usage', 'terr_maitrise_fonc', 'site_vocadomi']
]);

const own: Record<Exclude<FactId, (typeof networkFlags)[number]>, FactWords> = {
	offre_type: { label: m.dossier_fact_offer, text: asIs },
	terr_surf_brute: { label: m.fact_area_gross, text: hectares },
	terr_surf_nette: { label: m.criterion_net, text: hectares },
	terr_prix_demande_m2: {
		label: m.fact_price,
		text: (value, locale) => formatPricePerSquareMetre(Number(value), locale)
	},
	terr_prix_sur_demande: { label: m.dossier_fact_on_request, text: asIs },
	terr_stade_comm: { label: m.criterion_sale_stage, text: asIs },
	terr_stade_amngt: { label: m.fact_servicing, text: asIs },
	terr_cle_en_main: { label: m.fact_ready, text: asIs },
	terr_cession_type: { label: m.fact_tenure, text: asIs },
	date_dispo: { label: m.fact_available, text: day },
	terr_etat_occup: { label: m.fact_occupancy, text: asIs },
	terr_usage: { label: m.fact_use, text: asIs },
	terr_maitrise_fonc: { label: m.fact_ownership, text: asIs },
	terr_refcad: { label: m.fact_parcels, text: asIs },
	surflocal: {
		label: m.criterion_space,
		text: (value, locale) => formatSquareMetres(Number(value), locale)
	},
	hbat: { label: m.criterion_height, text: quantity(() => 'm', 1) },
	local_charge_sol_kgm2: { label: m.criterion_floor_load, text: quantity(() => 'kg/m²') },
	local_pont_roulant_t: { label: m.criterion_crane, text: quantity(() => 't', 1) },
	local_quais_nb: { label: m.criterion_docks, text: quantity(() => '') },
	part_zone_inondable_pct: { label: m.criterion_flood, text: percent },
	part_zone_humide_pct: { label: m.criterion_wetland, text: percent },
	part_pente_forte_pct: { label: m.criterion_steep, text: percent },
	terr_zone_urba: { label: m.fact_zone, text: asIs },
	terr_permis: { label: m.fact_permit, text: permit },
	comm_nom: { label: m.criterion_commune, text: asIs },
	epci_nom: { label: m.criterion_epci, text: asIs },
	source_nom: { label: m.dossier_fact_source, text: asIs },
	source_date: { label: m.dossier_fact_source_date, text: day },
	contour: { label: m.dossier_fact_outline, text: asIs },
	elec_capacite_kva: { label: m.criterion_electricity_capacity, text: quantity(() => 'kVA') },
	eau_capacite_m3j: { label: m.criterion_water_capacity, text: quantity(m.unit_m3_per_day) },
	gaz_capacite_m3h: { label: m.criterion_gas_capacity, text: quantity(() => 'm³/h') },
	fibre_capacite_mbits: { label: m.criterion_fibre_capacity, text: quantity(() => 'Mbit/s') },
	echangeur_km: { label: m.poi_junction, text: distance },
	gare_km: { label: m.poi_station, text: distance },
	port_km: { label: m.poi_port, text: distance },
	site_nom: { label: m.kind_site, text: asIs },
	site_vocadomi: { label: m.fact_vocation, text: asIs }
};

/** What a sheet says by rules of the visitor's own. */
const byOwnRules: Partial<Record<string, FactWords>> = {
	regles_visiteur: { label: m.dossier_fact_own_rules, text: asIs },
	surf_nette_visiteur: { label: m.dossier_fact_own_net, text: hectares }
};
const wordsOf = (id: string) => (own as Partial<Record<string, FactWords>>)[id] ?? byOwnRules[id];

/** What a fact is called; a column that the sheet no longer has is called by its own name. */
export function factLabel(id: string, code: CodeWords): string {
	if ((networkFlags as readonly string[]).includes(id)) return code(id);
	return wordsOf(id)?.label() ?? id;
}

/** A fact's value in words; unknown ones are said to be, never left out. */
export function factText(id: string, value: FactValue, locale: string, code: CodeWords): string {
	if (value === null) return m.not_stated();
	if (typeof value === 'boolean') return value ? m.yes() : m.no();
	if (coded.has(id)) return code(String(value));
	return (wordsOf(id)?.text(value, locale) ?? String(value)).trim();
}
