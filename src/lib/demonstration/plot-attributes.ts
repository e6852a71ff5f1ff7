import type { ColumnValue } from '#lib/domain/import/record.ts';
import type { PlotSaleStage, plotLists, PlotServicingStage } from '#lib/domain/vocabulary.ts';
import { daysBefore } from './provenance.ts';
import type { SeededRandom } from './random.ts';

type Weights<List extends keyof typeof plotLists> = Partial<
	Record<(typeof plotLists)[List][number], number>
>;

export type PlotGroup = 'road' | 'common' | 'onSale' | 'reserved' | 'held' | 'unstated' | 'sold';

/** Number of plots of each group in the market; those that are left are sold. */
export const plotGroups: readonly { group: PlotGroup; count: number }[] = [
	{ group: 'onSale', count: 82 },
	{ group: 'reserved', count: 22 },
	{ group: 'held', count: 24 },
	{ group: 'unstated', count: 8 }
];

interface Mix {
	stage: Partial<Record<PlotSaleStage, number>>;
	servicing: Partial<Record<PlotServicingStage, number>>;
	occupancy: Weights<'terr_etat_occup'>;
	use: Weights<'terr_usage'>;
	owner: Weights<'terr_maitrise_fonc'>;
}

const publicOwners: Mix['owner'] = {
	'structure intercommunale': 44,
	commune: 14,
	'SEM ou SPLA': 8,
	aménageur: 7,
	'établissement public foncier': 7,
	département: 2,
	région: 1,
	Etat: 1,
	'autre collectivité territoriale': 1
};

const mixes: Record<PlotGroup, Mix> = {
	road: {
		stage: { 'non commercialisable': 40, 'sans objet': 1 },
		servicing: { 'viabilisé et aménagé': 40, 'sans objet': 1 },
		occupancy: { occupé: 40, 'sans objet': 1 },
		use: { 'voirie ou infrastructure': 1 },
		owner: { 'structure intercommunale': 30, commune: 10, département: 1 }
	},
	common: {
		stage: { 'non commercialisable': 1 },
		servicing: { 'viabilisé et aménagé': 20, 'non aménageable': 10 },
		occupancy: { occupé: 20, inoccupé: 10 },
		use: {
			"bassin d'orage ou de rétention": 9,
			'espace vert': 8,
			'parkings, stationnement': 6,
			'espace naturel ou forestier': 4,
			'zone de retournement poids-lourds': 2,
			'autres équipements publics': 2,
			'zone de service partagée entre entreprises': 1
		},
		owner: publicOwners
	},
	onSale: {
		stage: { 'en vente': 58, 'en vente avec contraintes': 24 },
		servicing: {
			'viabilisé non aménagé': 36,
			'non aménagé, non viabilisé': 18,
			'viabilisation en cours': 14,
			'viabilisé et aménagé': 14
		},
		occupancy: { inoccupé: 58, vacant: 12, friche: 8, 'occupation transitoire': 4 },
		use: {
			'espace agricole': 26,
			'espace naturel ou forestier': 8,
			'sans objet': 30,
			'bâti productif': 14,
			'dépôt, stockage': 4
		},
		owner: { ...publicOwners, 'investisseur professionnel': 5, 'personne physique': 3 }
	},
	reserved: {
		stage: {
			'réservé par option de réservation': 13,
			"réservé par une délibération de l'EPCI": 9
		},
		servicing: {
			'viabilisé non aménagé': 12,
			'viabilisation en cours': 6,
			'non aménagé, non viabilisé': 4
		},
		occupancy: { inoccupé: 18, 'occupation transitoire': 2 },
		use: { 'espace agricole': 10, 'sans objet': 10 },
		owner: { 'structure intercommunale': 14, commune: 3, 'SEM ou SPLA': 2 }
	},
	held: {
		stage: { 'non commercialisé': 19, 'non commercialisable': 4 },
		servicing: { 'non aménagé, non viabilisé': 18, 'non aménageable': 4 },
		occupancy: { inoccupé: 18, friche: 4 },
		use: {
			'espace agricole': 14,
			'espace naturel ou forestier': 6,
			"carrières, zones d'extraction": 1
		},
		owner: { 'personne physique': 6, commune: 5, 'structure intercommunale': 6, Etat: 0 }
	},
	unstated: {
		stage: { inconnu: 5, autre: 1 },
		servicing: { inconnu: 5, autre: 1 },
		occupancy: { inconnu: 4, autre: 1 },
		use: { inconnu: 4, autre: 1 },
		owner: { inconnu: 4, autre: 1, 'sans objet': 1 }
	},
	sold: {
		stage: { 'vendu, commercialisation achevée': 1 },
		servicing: { 'viabilisé et aménagé': 1 },
		occupancy: { occupé: 150, vacant: 14, friche: 6, 'occupation transitoire': 4 },
		use: {
			'bâti productif': 112,
			'dépôt, stockage': 26,
			'production d’énergie renouvelable': 6,
			'parkings, stationnement': 6,
			'zone de service partagée entre entreprises': 5,
			'bâti résidentiel': 2,
			"carrières, zones d'extraction": 2
		},
		owner: {
			'établissement industriel et commercial': 86,
			'investisseur professionnel': 32,
			'organisation de gestion foncière et immobilière': 16,
			'personne physique': 14,
			'structure intercommunale': 8,
			"établissement d'enseignement d'étude et de recherche": 1,
			'établissement de santé et structure sociale': 1,
			'établissement de tourisme et structure de loisir sportive ou cultuelle': 1,
			'organisme de logement social': 1
		}
	}
};

export interface PlotAttributes {
	stage: PlotSaleStage;
	columns: Record<string, ColumnValue>;
	/** Price of the sale in €/m², null where the plot is not sold. */
	pricePerM2: number | null;
}

/** Attributes for `count` plots of a group, every value of its lists at least once. */
export function attributesOf(
	group: PlotGroup,
	count: number,
	reference: string,
	random: SeededRandom
): PlotAttributes[] {
	const { stage, servicing, occupancy, use, owner } = mixes[group];
	const stages = random.share(stage, count);
	const servicings = random.share(servicing, count);
	const occupancies = random.share(occupancy, count);
	const uses = random.share(use, count);
	const owners = random.share(owner, count);
	return stages.map((value, index) => ({
		stage: value,
		columns: {
			terr_stade_amngt: servicings[index] ?? null,
			terr_etat_occup: occupancies[index] ?? null,
			terr_usage: uses[index] ?? null,
			terr_maitrise_fonc: owners[index] ?? null,
			terr_utile:
				group === 'unstated' ? null : group === 'road' || group === 'common' ? 'non' : 'oui',
			...offerOf(group, servicings[index], reference, random)
		},
		pricePerM2: group === 'sold' ? Number(random.between(3, 32).toFixed(2)) : null
	}));
}

/** What is offered of a plot on sale or reserved: readiness, tenure, date, price asked. */
function offerOf(
	group: PlotGroup,
	servicing: PlotServicingStage | undefined,
	reference: string,
	random: SeededRandom
): Record<string, ColumnValue> {
	if (group !== 'onSale' && group !== 'reserved') return {};
	const serviced = servicing === 'viabilisé non aménagé' || servicing === 'viabilisé et aménagé';
	const offer = {
		terr_cle_en_main: serviced && random.chance(0.4) ? 'oui' : 'non',
		date_dispo: daysBefore(reference, -random.whole(serviced ? 0 : 180, serviced ? 180 : 900))
	};
	if (group === 'reserved') return offer;
	const tenure = random.pick([
		'Vente',
		'Vente',
		'Vente',
		'Vente',
		'Location',
		'Mise à disposition'
	]);
	return {
		...offer,
		terr_cession_type: tenure,
		terr_prix_demande_m2: random.chance(0.7) ? random.whole(8, serviced ? 42 : 22) : null
	};
}
