import { createHash } from 'node:crypto';
import { byShareField } from '#lib/domain/constraint-kinds.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { NetworkCapacities, Site } from '#lib/domain/site.ts';
import { networkFlags, type NetworkFlag } from '#lib/domain/vocabulary.ts';
import type { PlacedPlot } from '#lib/search/atlas.ts';

export type FactValue = string | number | boolean | null;

/** Where a fact is said: by the plot's own record, its site's, or by this map, which measures it. */
export type FactOrigin = 'plot' | 'site' | 'map';

export interface Fact {
	value: FactValue;
	origin: FactOrigin;
}

const capacityFields = {
	elec_capacite_kva: 'electricityKva',
	eau_capacite_m3j: 'waterM3PerDay',
	gaz_capacite_m3h: 'gasM3PerHour',
	fibre_capacite_mbits: 'fibreMbitPerS'
} as const satisfies Record<string, keyof NetworkCapacities>;

const ofPlot = {
	offre_type: ({ offer }) => offer,
	terr_surf_brute: ({ areaHa }) => areaHa,
	terr_surf_nette: ({ netHa }) => netHa,
	terr_prix_demande_m2: ({ askingPrice }) => askingPrice,
	terr_prix_sur_demande: ({ priceOnRequest }) => priceOnRequest,
	terr_stade_comm: ({ saleStage }) => saleStage,
	terr_stade_amngt: ({ servicingStage }) => servicingStage,
	terr_cle_en_main: ({ readyToBuild }) => readyToBuild,
	terr_cession_type: ({ tenure }) => tenure,
	date_dispo: ({ availableFrom }) => availableFrom,
	terr_etat_occup: ({ occupancy }) => occupancy,
	terr_usage: ({ use }) => use,
	terr_maitrise_fonc: ({ ownership }) => ownership,
	terr_refcad: ({ parcels }) => (parcels.length > 0 ? parcels.join(', ') : null),
	surflocal: ({ space }) => space.areaM2,
	hbat: ({ space }) => space.heightM,
	local_charge_sol_kgm2: ({ space }) => space.floorLoadKgPerM2,
	local_pont_roulant_t: ({ space }) => space.craneT,
	local_quais_nb: ({ space }) => space.docks,
	...byShareField(
		(kind) =>
			({ shares }: Plot) =>
				shares[kind]
	),
	terr_zone_urba: ({ zone }) => zone?.type ?? null,
	// The last day where there is one, else whether there is a permit at all.
	terr_permis: ({ permit }) => permit?.lastDay ?? permit?.state ?? null,
	comm_nom: ({ communeName }) => communeName,
	epci_nom: ({ epciName }) => epciName,
	source_nom: ({ provenance }) => provenance.source,
	source_date: ({ provenance }) => provenance.date,
	contour: ({ geometry }) => digest(JSON.stringify(geometry)).slice(0, 12)
} as const satisfies Record<string, (plot: Plot) => FactValue>;

/** What this map works out of a plot's outline. */
const measured = new Set(['terr_surf_nette', 'terr_zone_urba', 'terr_permis']);

const distances = {
	echangeur_km: 'junction',
	gare_km: 'station',
	port_km: 'port'
} as const satisfies Record<string, keyof PlacedPlot>;

export type FactId =
	| keyof typeof ofPlot
	| keyof typeof capacityFields
	| keyof typeof distances
	| NetworkFlag
	| 'site_nom'
	| 'site_vocadomi';
export type PlotFacts = Record<FactId, Fact>;

/** Everything that a plot's sheet says of it, by the name of its column; what is measured by this map to 100 m. */
export function plotFacts({ plot, site, ...placed }: PlacedPlot): PlotFacts {
	const own = Object.entries(ofPlot).map(([id, valueOf]): [string, Fact] => [
		id,
		{
			value: valueOf(plot),
			origin: id.startsWith('part_') || measured.has(id) ? 'map' : 'plot'
		}
	]);
	const straight = Object.entries(distances).map(([id, kind]): [string, Fact] => {
		const found = placed[kind];
		const value = found && `${(Math.round(found.km * 10) / 10).toFixed(1)} ${found.poi.name}`;
		return [id, { value, origin: 'map' }];
	});
	const entries: [string, Fact][] = [
		...own,
		...networkFlags.map((flag): [string, Fact] => [flag, networkFact(flag, plot, site)]),
		...Object.entries(capacityFields).map(([id, field]): [string, Fact] => [
			id,
			capacityFact(field, plot, site)
		]),
		...straight,
		['site_nom', { value: site?.name ?? null, origin: 'site' }],
		['site_vocadomi', { value: site?.vocation ?? null, origin: 'site' }]
	];
	return Object.fromEntries(entries) as PlotFacts;
}

function networkFact(flag: NetworkFlag, { networks }: Plot, site: Site | null): Fact {
	const own = (networks as Partial<Record<NetworkFlag, boolean | null>>)[flag] ?? null;
	if (own !== null) return { value: own, origin: 'plot' };
	return { value: site?.networks[flag] ?? null, origin: 'site' };
}

function capacityFact(field: keyof NetworkCapacities, plot: Plot, site: Site | null): Fact {
	const own = plot.capacities[field];
	if (own !== null) return { value: own, origin: 'plot' };
	return { value: site?.capacities[field]?.value ?? null, origin: 'site' };
}

/**
 * What a sheet says besides where somebody counts a net area by rules of their own: these rules as an address writes
 * them, and the hectares that are left by them.
 */
export function ownRuleValues(rules: string, hectares: number): Record<string, FactValue> {
	return { regles_visiteur: rules, surf_nette_visiteur: hectares };
}

/** The rules of their own that a sheet was made with; null where it was made with the territory's. */
export function rulesOf({ regles_visiteur: rules }: Record<string, FactValue>): string | null {
	return typeof rules === 'string' ? rules : null;
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** Letters and figures that nobody takes for one another (Crockford's base 32). */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Values by fact, without where they come from: what is kept to compare with later. */
export function valuesOf(facts: PlotFacts): Record<string, FactValue> {
	return Object.fromEntries(Object.entries(facts).map(([id, { value }]) => [id, value]));
}

/**
 * The code of what a sheet says of a plot: twelve signs (60 bits of SHA-256) in three groups. It changes with any value.
 */
export function factsCode(plotId: string, values: Record<string, FactValue>): string {
	const sorted = Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1));
	const bits = BigInt(`0x${digest(JSON.stringify([plotId, sorted])).slice(0, 15)}`);
	const letters = Array.from(
		{ length: 12 },
		(_, index) => signs[Number((bits >> BigInt(5 * (11 - index))) & 31n)]
	).join('');
	return letters.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
}

/** Codes in what somebody typed, as they are printed: letter and figure that look alike are taken for what was meant. */
export function readCodes(text: string): string[] {
	const found = text
		.toUpperCase()
		.replaceAll('O', '0')
		.replaceAll(/[IL]/g, '1')
		.matchAll(
			/(?<![0-9A-Z])([0-9A-HJKMNP-TV-Z]{4})[-\s]?([0-9A-HJKMNP-TV-Z]{4})[-\s]?([0-9A-HJKMNP-TV-Z]{4})(?![0-9A-Z])/g
		);
	return [
		...new Set([...found].map(([, one = '', two = '', three = '']) => `${one}-${two}-${three}`))
	];
}

/** Facts that are no longer as they were; those that one of the two does not know count as changed. */
export function changedFacts(
	former: Record<string, FactValue>,
	present: Record<string, FactValue>
): string[] {
	const ids = new Set([...Object.keys(former), ...Object.keys(present)]);
	return [...ids].filter((id) => (former[id] ?? null) !== (present[id] ?? null));
}
