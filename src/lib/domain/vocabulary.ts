/**
 * Value lists of the CNIG standards "Sites économiques" (v2024-10) and "Friches" (1.0.5), verbatim.
 * Codes are keys: they are stored, exchanged and compared as they are; only their labels are translated.
 * Where the two documents of a standard differ, the union is kept (friches `site_type`).
 */

/** The three answers every closed list of the standard also admits. */
export const notStated = ['inconnu', 'autre', 'sans objet'] as const;

export const yesNo = ['oui', 'non'] as const;
export type YesNo = (typeof yesNo)[number];

/** Class site-eco. */
export const siteLists = {
	site_type: [
		"zone d'activité économique",
		'site économique historique hors ZAE',
		'établissement économique isolé',
		'zone AU à vocation économique',
		...notStated
	],
	site_vocadomi: [
		'industrielle',
		'commerciale',
		'tertiaire',
		'artisanale',
		'touristique',
		'portuaire',
		'aéroportuaire, aéronautique',
		'entrepôts, logistique',
		'logistique agricole',
		'mixte',
		...notStated
	],
	site_etat: [
		'en projet',
		'création',
		'existant et actif',
		'projet de déclassement',
		'déclassé',
		...notStated
	],
	site_evol_urba: ['extension urbaine', 'renouvellement urbain', 'mixte', ...notStated],
	site_moa_type: [
		'commune',
		'epci',
		"société d'économie mixte",
		'chambre de commerce et industrie',
		'Etat',
		'privé',
		...notStated
	]
} as const;

/** Class terrain-eco; `terr_cession_type` is the Bourgogne-Franche-Comté extension, `offre_type` our own. */
export const plotLists = {
	terr_maitrise_fonc: [
		'personne physique',
		'Etat',
		'région',
		'département',
		'structure intercommunale',
		'commune',
		'autre collectivité territoriale',
		'organisme de logement social',
		'établissement public foncier',
		'SEM ou SPLA',
		'aménageur',
		'investisseur professionnel',
		'établissement de santé et structure sociale',
		'établissement de tourisme et structure de loisir sportive ou cultuelle',
		'établissement industriel et commercial',
		'organisation de gestion foncière et immobilière',
		"établissement d'enseignement d'étude et de recherche",
		...notStated
	],
	terr_stade_amngt: [
		'non aménageable',
		'non aménagé, non viabilisé',
		'viabilisation en cours',
		'viabilisé non aménagé',
		'viabilisé et aménagé',
		...notStated
	],
	terr_stade_comm: [
		'non commercialisé',
		'non commercialisable',
		'en vente',
		'en vente avec contraintes',
		'vendu, commercialisation achevée',
		'réservé par option de réservation',
		"réservé par une délibération de l'EPCI",
		...notStated
	],
	terr_etat_occup: [
		'inoccupé',
		'occupation transitoire',
		'occupé',
		'vacant',
		'friche',
		...notStated
	],
	terr_usage: [
		'voirie ou infrastructure',
		'parkings, stationnement',
		'zone de retournement poids-lourds',
		'autres équipements publics',
		'bâti productif',
		'bâti résidentiel',
		"bassin d'orage ou de rétention",
		'espace vert',
		'espace naturel ou forestier',
		'espace agricole',
		'zone de service partagée entre entreprises',
		"carrières, zones d'extraction",
		'dépôt, stockage',
		'production d’énergie renouvelable',
		...notStated
	],
	terr_cession_type: ['Vente', 'Location', 'Mise à disposition'],
	offre_type: ['Terrain', 'Local']
} as const;

/** Whether the zone of a plot gives industry a permit: always, up to a day, or never. */
export const permitStates = ['sans échéance', 'échéance', 'aucun'] as const;
export type PermitState = (typeof permitStates)[number];

/** Class etablissement. */
export const firmLists = {
	geocodage_qualite: [
		'non localisé',
		'localisation à la commune',
		'localisation au lieu-dit',
		'localisation à la rue (sans numéro)',
		'localisation à la plaque adresse',
		'localisation à la parcelle',
		'localisation au bâtiment',
		...notStated
	]
} as const;

/** CNIG Friches. */
export const brownfieldLists = {
	site_type: [
		'friche industrielle',
		'friche commerciale',
		'friche hospitalière',
		'friche agro-industrielle',
		'friche carrière ou mine',
		'friche militaire',
		"friche d'habitat",
		"friche d'équipement public",
		'friche portuaire',
		'friche aéroportuaire',
		'friche ferroviaire',
		'friche logistique',
		'friche loisir tourisme hôtellerie',
		'friche enseignement',
		'friche cultuelle',
		'mixte - dominante habitat',
		'mixte - autre',
		'mixte',
		...notStated
	],
	site_securite: [
		'évacuation des produits dangereux et déchets présents sur le site',
		"interdictions ou limitations d'accès au site",
		"suppression des risques d'incendie et d'explosion",
		"surveillance des effets de l'installation sur son environnement",
		'mesures de gestion de pollution ou restrictions temporaires',
		"existence d'une attestation de mise en sécurité",
		...notStated
	],
	site_occupation: [
		'totalement inoccupé',
		'partiellement inoccupé',
		'occupation transitoire ou temporaire',
		'occupation illicite supposée',
		'occupation illicite avérée',
		...notStated
	],
	site_statut: [
		'friche potentielle',
		'friche sans projet',
		'friche avec projet',
		'friche reconvertie',
		...notStated
	],
	site_reconv_type: [
		'habitat',
		'bureau',
		'commerce',
		'industrie',
		'autres activités économiques',
		'équipement public',
		"aménagement d'espace public",
		'renaturation',
		'panneaux photovoltaïques',
		'énergie, hors photovoltaïque',
		'mixte',
		...notStated
	],
	bati_pollution: ['amiante', 'plomb', ...notStated],
	bati_vacance: ['occupé', 'partiellement occupé', 'vacant', ...notStated],
	bati_patrimoine: [
		'aucun',
		"présence d'un bâtiment d'intérêt",
		"présence d'un bâtiment classé",
		...notStated
	],
	bati_etat: [
		'dégradation inexistante ou faible',
		'dégradation moyenne',
		'dégradation très importante',
		'dégradation hétérogène',
		...notStated
	],
	sol_pollution_existe: [
		'pollution inexistante',
		'pollution traitée',
		'pollution peu probable',
		'pollution supposée',
		'pollution avérée',
		...notStated
	],
	sol_pollution_origine: [
		'dépôt de déchets, stockages de produits',
		"pollution due au fonctionnement de l'installation",
		'origine accidentelle (transport, transbordement, manipulation,...)',
		'retombées atmosphériques',
		...notStated
	],
	urba_zone_type: ['U', 'AUc', 'AUs', 'A', 'N', 'Zc', 'ZCa', 'ZnC', 'RNU', ...notStated],
	urba_doc_type: ['RNU', 'CC', 'PLU', 'PLUI', 'PSMV', ...notStated]
} as const;

/** The seven vocation flags of a site (oui/non). */
export const vocationFlags = [
	'site_voca_industrielle',
	'site_voca_commerciale',
	'site_voca_tertiaire',
	'site_voca_artisanale',
	'site_voca_touristique',
	'site_voca_portuaire',
	'site_voca_aeroportuaire'
] as const;

/** The network and transport flags of a site (oui/non). */
export const networkFlags = [
	'reseau_eau_potable',
	'reseau_assainissement',
	'reseau_eau_pluviale',
	'reseau_electrique',
	'reseau_gaz',
	'reseau_fibre_optique',
	'reseau_fret_ferroviaire',
	'reseau_fluvial',
	'desserte_tc'
] as const;

/** Those that a plot may have of its own, whatever its site has. */
export const plotNetworkFlags = [
	'reseau_eau_potable',
	'reseau_assainissement',
	'reseau_eau_pluviale',
	'reseau_electrique',
	'reseau_gaz',
	'reseau_fibre_optique'
] as const satisfies readonly (typeof networkFlags)[number][];
export type PlotNetworkFlag = (typeof plotNetworkFlags)[number];

/** Kinds of points of interest (own list: the CNIG has none). */
export const poiTypes = [
	'échangeur autoroutier',
	'gare de voyageurs',
	'gare de fret',
	'port',
	'aérodrome',
	'formation',
	'plateforme',
	'point de passage frontalier'
] as const;

/** How far a contour can be trusted: drawn by us, or published by the State. */
export const contourMethods = ['approché', 'officiel'] as const;

export type PlotSaleStage = (typeof plotLists.terr_stade_comm)[number];
export type PlotServicingStage = (typeof plotLists.terr_stade_amngt)[number];
export type SiteVocation = (typeof siteLists.site_vocadomi)[number];
export type NetworkFlag = (typeof networkFlags)[number];
export type PoiType = (typeof poiTypes)[number];
export type ContourMethod = (typeof contourMethods)[number];
