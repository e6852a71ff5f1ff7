import type { ColumnValue, RecordFeature, RecordLot } from '#lib/domain/import/record.ts';
import { draftBrownfields } from './brownfields.ts';
import { draftFirms, type FirmDraft } from './firms.ts';
import { capacitiesOf } from './capacities.ts';
import { draftFloodZones } from './flood-zones.ts';
import type { DemonstrationContext, Landmark, Town } from './inputs.ts';
import { draftLandUnits, isSurveyed } from './land-units.ts';
import { offerOf } from './offers.ts';
import { draftPlots, type PlotDraft } from './plots.ts';
import { SeededRandom } from './random.ts';
import { accessOf, networksOf } from './services.ts';
import { draftSites, type SiteDraft } from './sites.ts';

/**
 * The demonstration set: the same records for the same inputs, each marked as invented.
 * @returns lots of contrainte, site_eco, terrain_eco, unite_fonciere, etablissement and friche
 * @throws RangeError naming a commune of the inputs that is not one of the towns
 */
export function generateDemonstration({
	inputs,
	landmarks,
	towns,
	rivers
}: DemonstrationContext): RecordLot[] {
	const random = new SeededRandom(inputs.seed);
	// Sequences of their own: what they draw changes nothing of what else the set is made of.
	const ofCapacities = new SeededRandom(inputs.seed + 1);
	const ofFloods = new SeededRandom(inputs.seed + 2);
	const ofOffers = new SeededRandom(inputs.seed + 3);
	const reference = inputs.reference_date;
	const industrial = industrialTowns(inputs.sites, towns);
	const inseeOf = (commune: string): string => townNamed(commune, industrial).insee;
	const sites = draftSites(inputs.sites, inseeOf, reference, random);
	const plots = draftPlots(sites, reference, random);
	const firms = draftFirms(plots, industrial, reference, random);
	const brownfields = draftBrownfields(industrial, reference, random);
	return [
		{ class: 'contrainte', features: draftFloodZones(rivers, reference, ofFloods) },
		{
			class: 'site_eco',
			features: sites.map((site) => ({
				type: 'Feature',
				geometry: site.shape,
				properties: {
					...site.properties,
					...figuresOf(site, plots, firms),
					...servicesOf(site, landmarks, { random, ofCapacities })
				}
			}))
		},
		{ class: 'terrain_eco', features: plots.map((plot) => plotRecord(plot, ofOffers)) },
		{ class: 'unite_fonciere', features: draftLandUnits(plots) },
		{ class: 'etablissement', features: firms.map(({ feature }) => feature) },
		{ class: 'friche', features: brownfields }
	];
}

function townNamed(name: string, towns: readonly Town[]): Town {
	const town = towns.find((candidate) => candidate.name === name);
	if (!town) {
		throw new RangeError(
			`Jeu de démonstration : commune « ${name} » inconnue ; une commune du territoire est attendue.`
		);
	}
	return town;
}

/** The towns that have a site, each once. */
function industrialTowns(
	sites: readonly { commune: string }[],
	towns: readonly Town[]
): [Town, ...Town[]] {
	const names = new Set(sites.map(({ commune }) => commune));
	const [first, ...others] = [...names].map((name) => townNamed(name, towns));
	if (!first)
		throw new RangeError('Jeu de démonstration : aucun site ; un site au moins est attendu.');
	return [first, ...others];
}

function plotRecord(plot: PlotDraft, ofOffers: SeededRandom): RecordFeature {
	const { properties, shape } = plot;
	return {
		type: 'Feature',
		geometry: shape,
		properties: { ...properties, ...offerOf(plot, ofOffers) }
	};
}

/** What a site adds up: areas, land units, firms and jobs. */
function figuresOf(
	site: SiteDraft,
	plots: readonly PlotDraft[],
	firms: readonly FirmDraft[]
): Record<string, ColumnValue> {
	const own = plots.filter((plot) => plot.site === site);
	const present = firms.filter(({ siteId }) => siteId === site.id);
	return {
		...areasOf(own),
		...landUnitsOf(own),
		site_nb_etab: present.length,
		site_nb_emploi: present.reduce((sum, { headcount }) => sum + headcount, 0)
	};
}

/** What serves a site: networks with their capacities, road and distances. */
function servicesOf(
	{ input, properties }: SiteDraft,
	landmarks: readonly Landmark[],
	{ random, ofCapacities }: Record<'random' | 'ofCapacities', SeededRandom>
): Record<string, ColumnValue> {
	const networks = networksOf(input, random);
	return {
		...networks,
		...capacitiesOf(networks, String(properties.site_actu_date), ofCapacities),
		...accessOf(input, landmarks, random)
	};
}

/** Areas in hectares, each the sum of the plots it counts. */
function areasOf(plots: readonly PlotDraft[]): Record<string, ColumnValue> {
	const sum = (counts: (plot: PlotDraft) => boolean): number =>
		Number(
			plots
				.filter(counts)
				.reduce((hectares, { areaHa }) => hectares + areaHa, 0)
				.toFixed(2)
		);
	return {
		site_surf_brute: sum(() => true),
		site_surf_utile: sum(({ properties }) => properties.terr_utile === 'oui'),
		site_surf_comm_dispo: sum(({ group }) => group === 'onSale'),
		site_surf_projet: sum(({ group }) => group === 'reserved')
	};
}

/** Land units and their vacancy, a ratio of numbers as the law's inventory counts it. */
function landUnitsOf(plots: readonly PlotDraft[]): Record<string, ColumnValue> {
	const units = plots.filter(isSurveyed);
	if (units.length === 0) return {};
	const vacant = units.filter(({ properties }) => properties.terr_etat_occup === 'vacant').length;
	return {
		site_uf_nbre: units.length,
		site_uf_vacant_nbre: vacant,
		site_taux_vacance: Math.round((100 * vacant) / units.length),
		site_uf_bati_nbre: units.filter(({ properties }) => properties.terr_usage === 'bâti productif')
			.length
	};
}
