import { byShareField } from '#lib/domain/constraint-kinds.ts';
import { isDay } from '#lib/domain/day.ts';
import type { Field } from '#lib/domain/fields/field.ts';
import { siteFields } from '#lib/domain/fields/site-eco.ts';
import { plotFields } from '#lib/domain/fields/terrain-eco.ts';
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
import { constraintName } from '#lib/words/constraint-words.ts';
import type { FactId, FactValue } from '../plot-facts.ts';

/** Labels of codes, which whoever shows a sheet knows. */
export type CodeWords = (code: string) => string;

/** A value that is known, in words. */
type Text = (value: string | number, locale: string) => string;

/** In what its column counts, as the language writes it. */
const quantity: Record<string, (value: number, locale: string) => string> = {
	ha: (value, locale) => formatHectares(value, locale, 2),
	'%': formatPercent,
	'€/m²': formatPricePerSquareMetre,
	'm²': formatSquareMetres,
	'm³/j': (value, locale) => `${formatNumber(value, locale, 1)} ${m.unit_m3_per_day()}`
};

function columnText({ type, unit = '' }: Field, value: string | number, locale: string): string {
	if (type === 'date') return formatDate(String(value), locale);
	if (typeof value === 'string') return value;
	return quantity[unit]?.(value, locale) ?? `${formatNumber(value, locale, 1)} ${unit}`;
}

/** Kept as `3.4 Sedan`: kilometres, then the name. */
const distance: Text = (value, locale) => {
	const [km = '', ...name] = String(value).split(' ');
	return `${formatNumber(Number(km), locale, 1)} km, ${name.join(' ')}`;
};

/** Kept as the last day on which one is given, or as whether there is one. */
const permit: Text = (value, locale) => {
	if (value === 'sans échéance') return m.permit_always();
	if (value === 'aucun') return m.permit_never();
	const text = String(value);
	return isDay(text) ? m.permit_until({ date: formatDate(text, locale) }) : text;
};

/** Columns of the plot's record, else of its site's. */
const columns = { ...siteFields, ...plotFields };

/** What a sheet says besides, by rules of the visitor's own. */
type OwnRuleFact = 'regles_visiteur' | 'surf_nette_visiteur';

const labels: Record<Exclude<FactId, (typeof networkFlags)[number]> | OwnRuleFact, () => string> = {
	offre_type: m.dossier_fact_offer,
	terr_surf_brute: m.fact_area_gross,
	terr_surf_nette: m.criterion_net,
	terr_prix_demande_m2: m.fact_price,
	terr_prix_sur_demande: m.dossier_fact_on_request,
	terr_stade_comm: m.criterion_sale_stage,
	terr_stade_amngt: m.fact_servicing,
	terr_cle_en_main: m.fact_ready,
	terr_cession_type: m.fact_tenure,
	date_dispo: m.fact_available,
	terr_etat_occup: m.fact_occupancy,
	terr_usage: m.fact_use,
	terr_maitrise_fonc: m.fact_ownership,
	terr_refcad: m.fact_parcels,
	surflocal: m.criterion_space,
	hbat: m.criterion_height,
	local_charge_sol_kgm2: m.criterion_floor_load,
	local_pont_roulant_t: m.criterion_crane,
	local_quais_nb: m.criterion_docks,
	...byShareField((kind) => constraintName[kind]),
	terr_zone_urba: m.fact_zone,
	terr_permis: m.fact_permit,
	comm_nom: m.criterion_commune,
	epci_nom: m.criterion_epci,
	source_nom: m.dossier_fact_source,
	source_date: m.dossier_fact_source_date,
	contour: m.dossier_fact_outline,
	elec_capacite_kva: m.criterion_electricity_capacity,
	eau_capacite_m3j: m.criterion_water_capacity,
	gaz_capacite_m3h: m.criterion_gas_capacity,
	fibre_capacite_mbits: m.criterion_fibre_capacity,
	echangeur_km: m.poi_junction,
	gare_km: m.poi_station,
	port_km: m.poi_port,
	site_nom: m.kind_site,
	site_vocadomi: m.fact_vocation,
	regles_visiteur: m.dossier_fact_own_rules,
	surf_nette_visiteur: m.dossier_fact_own_net
};

/** Facts that no column holds as they are said. */
const texts: Partial<Record<string, Text>> = {
	terr_permis: permit,
	source_date: (value, locale) => formatDate(String(value), locale),
	echangeur_km: distance,
	gare_km: distance,
	port_km: distance,
	surf_nette_visiteur: (value, locale) => formatHectares(Number(value), locale, 2)
};

/** What a fact is called; a column that the sheet no longer has is called by its own name. */
export function factLabel(id: string, code: CodeWords): string {
	if ((networkFlags as readonly string[]).includes(id)) return code(id);
	return (labels as Partial<Record<string, () => string>>)[id]?.() ?? id;
}

/** A fact's value in words; unknown ones are said to be, never left out. */
export function factText(id: string, value: FactValue, locale: string, code: CodeWords): string {
	if (value === null) return m.not_stated();
	if (typeof value === 'boolean') return value ? m.yes() : m.no();
	const said = texts[id]?.(value, locale);
	if (said !== undefined) return said;
	const field = (columns as Partial<Record<string, Field>>)[id];
	if (field?.type === 'list') return code(String(value));
	return field ? columnText(field, value, locale).trim() : String(value);
}
