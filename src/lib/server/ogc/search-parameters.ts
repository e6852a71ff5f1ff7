import { sectors } from '#lib/domain/sector.ts';
import {
	brownfieldLists,
	networkFlags,
	plotLists,
	siteLists,
	yesNo
} from '#lib/domain/vocabulary.ts';
import {
	brownfieldWords,
	criterionWords,
	maximumTextLength,
	parameterNames,
	relationWords
} from '#lib/search/address.ts';
import { noCriteria } from '#lib/search/criteria.ts';
import { numberBounds, standingBounds } from '#lib/search/number-bounds.ts';
import { searchSwitch, type CriterionKey } from './terrain-search.ts';

/** A parameter of the search as OpenAPI 3.0 writes it, less its place. */
export interface SearchParameter {
	name: string;
	description: string;
	schema: object;
}

type Words = [description: string, schema: object];

const one = (values: readonly string[]) => ({ type: 'string', enum: values });
/** Repeated: `reseau=a&reseau=b`, as OpenAPI explodes a list by default. */
const many = (values: readonly string[]) => ({ type: 'array', items: one(values) });
const written = (example: string) => ({ type: 'string', example });
const number = (key: keyof typeof numberBounds) => ({
	type: 'number',
	minimum: numberBounds[key][0],
	maximum: numberBounds[key][1]
});
/** A number that stands at something even when nobody asks. */
const standing = (key: keyof typeof standingBounds) => ({
	...number(key),
	default: noCriteria[key]
});
const straight = 'par la route où le site la déclare, sinon à vol d’oiseau';

const words: Record<CriterionKey, Words> = {
	offered: [
		'oui : seulement les terrains en vente, avec ou sans contraintes, sauf si des stades sont demandés',
		{ ...one(yesNo), default: 'non' }
	],
	text: [
		'Mots cherchés dans les noms, sans accents ni casse',
		{ type: 'string', maxLength: maximumTextLength }
	],
	areaMinHa: ['Surface, au moins, en ha', number('areaMinHa')],
	areaMaxHa: ['Surface, au plus, en ha', number('areaMaxHa')],
	siteLargestMinHa: [
		'Surface du plus grand terrain du site, au moins, en ha',
		number('siteLargestMinHa')
	],
	siteSmallestMaxHa: [
		'Surface du plus petit terrain du site, au plus, en ha',
		number('siteSmallestMaxHa')
	],
	priceMinPerM2: ['Prix demandé, au moins, en € HT par m²', number('priceMinPerM2')],
	priceMaxPerM2: ['Prix demandé, au plus, en € HT par m²', number('priceMaxPerM2')],
	tenures: ['Types de cession', many(plotLists.terr_cession_type)],
	availableBefore: ['Disponible au plus tard le', { type: 'string', format: 'date' }],
	epci: ['SIREN d’EPCI', { type: 'array', items: written('200041630') }],
	communes: ['Codes INSEE de communes', { type: 'array', items: written('08105') }],
	saleStages: ['Stades de commercialisation', many(plotLists.terr_stade_comm)],
	servicingStages: ['Stades d’aménagement', many(plotLists.terr_stade_amngt)],
	readyToBuild: ['oui : terrains clés en main', one(yesNo)],
	ownerships: ['Maîtrises foncières', many(plotLists.terr_maitrise_fonc)],
	occupancies: ['États d’occupation', many(plotLists.terr_etat_occup)],
	uses: ['Usages', many(plotLists.terr_usage)],
	vocations: ['Vocations du site', many(siteLists.site_vocadomi)],
	offers: ['Terrain, ou local dans un bâtiment', many(plotLists.offre_type)],
	spaceMinM2: ['Surface du local, au moins, en m²', number('spaceMinM2')],
	spaceMaxM2: ['Surface du local, au plus, en m²', number('spaceMaxM2')],
	heightMinM: ['Hauteur utile du local, au moins, en m', number('heightMinM')],
	floorLoadMinKgPerM2: [
		'Charge admissible au sol du local, au moins, en kg/m²',
		number('floorLoadMinKgPerM2')
	],
	craneMinT: ['Pont roulant du local, au moins, en tonnes', number('craneMinT')],
	docksMin: ['Quais de chargement du local, au moins', number('docksMin')],
	confirmedWithinDays: [
		'Jours depuis la confirmation de l’annonce, sinon la mise à jour de la fiche, au plus',
		number('confirmedWithinDays')
	],
	networks: [
		'Réseaux et dessertes du terrain même, sinon du site, tous demandés',
		many(networkFlags)
	],
	electricityMinKva: ['Puissance disponible, au moins, en kVA', number('electricityMinKva')],
	waterMinM3PerDay: ['Eau disponible, au moins, en m³ par jour', number('waterMinM3PerDay')],
	gasMinM3PerHour: ['Gaz disponible, au moins, en m³ par heure', number('gasMinM3PerHour')],
	fibreMinMbitPerS: ['Débit de la fibre, au moins, en Mbit/s', number('fibreMinMbitPerS')],
	brownfields: ['Avec les friches, sans elles, ou elles seulement', one(valuesOf(brownfieldWords))],
	soilPollutions: [
		'Pollutions du sol de la friche, s’il y en a une',
		many(brownfieldLists.sol_pollution_existe)
	],
	buildingStates: ['États du bâti de la friche, s’il y en a une', many(brownfieldLists.bati_etat)],
	floodMaxPercent: ['Part en zone inondable, au plus, en %', number('floodMaxPercent')],
	wetlandMaxPercent: ['Part en zone humide, au plus, en %', number('wetlandMaxPercent')],
	steepMaxPercent: ['Part en pente forte, au plus, en %', number('steepMaxPercent')],
	junctionMaxKm: [`Distance à un échangeur, au plus, en km, ${straight}`, number('junctionMaxKm')],
	stationMaxKm: [
		`Distance à une gare de voyageurs, au plus, en km, ${straight}`,
		number('stationMaxKm')
	],
	freightMaxKm: [
		`Distance à une gare de fret, au plus, en km, ${straight}`,
		number('freightMaxKm')
	],
	portMaxKm: [`Distance à un port, au plus, en km, ${straight}`, number('portMaxKm')],
	airfieldMaxKm: [`Distance à un aérodrome, au plus, en km, ${straight}`, number('airfieldMaxKm')],
	borderMaxKm: [
		'Distance à un passage frontalier, au plus, en km, à vol d’oiseau',
		number('borderMaxKm')
	],
	sectors: ['Secteurs des entreprises voisines', many(sectors)],
	nafDivisions: ['Divisions NAF des entreprises voisines', { type: 'array', items: written('24') }],
	sectorRadiusKm: ['Rayon où elles sont comptées, en km', standing('sectorRadiusKm')],
	firmsMin: [
		'Nombre d’entreprises voisines, au moins',
		{ ...standing('firmsMin'), type: 'integer' }
	],
	headcountMin: ['Salariés des entreprises voisines, au moins', number('headcountMin')],
	headcountRadiusKm: ['Rayon où ils sont comptés, en km', standing('headcountRadiusKm')],
	trainingMin: ['Lieux de formation, au moins', number('trainingMin')],
	trainingRadiusKm: ['Rayon où ils sont comptés, en km', standing('trainingRadiusKm')],
	shape: [
		'Zone : polygone:lng,lat;…, rectangle:ouest,sud,est,nord, cercle:lng,lat,rayon_km, ' +
			'couloir:largeur_km;lng,lat;…, surfaces:anneau/trou|anneau',
		written('cercle:4.72,49.77,10')
	],
	shapeRelation: [
		'Le terrain touche la zone, y est, ou y a son centre',
		one(valuesOf(relationWords))
	],
	shapeOutside: ['oui : les terrains hors de la zone', one(yesNo)],
	wishes: [
		'Critère qui classe sans éliminer, avec son poids de 1 à 3',
		{ type: 'array', items: written('surface:2') }
	],
	strict: ['Critères qu’une valeur inconnue ne passe pas', many(valuesOf(criterionWords))]
};

function valuesOf(table: Readonly<Record<string, string>>): string[] {
	return Object.values(table);
}

const switchWords =
	'oui : tous les paramètres se lisent comme dans l’adresse de la carte, où une valeur inconnue n’élimine pas. ' +
	'C’est aussi le cas dès qu’un critère qui n’est pas un champ est demandé, ou qu’un champ est répété ; ' +
	'sinon un champ filtre exactement.';

/** The search of the map, as parameters of `terrains/items`. */
export const searchParameters: readonly SearchParameter[] = [
	{ name: searchSwitch, description: switchWords, schema: one(yesNo) },
	...(Object.entries(words) as [CriterionKey, Words][]).map(([key, [description, schema]]) => ({
		name: parameterNames[key],
		description,
		schema
	}))
];
