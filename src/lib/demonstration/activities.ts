import type { Sector } from '#lib/domain/sector.ts';

interface Activity {
	/** NAF rev. 2 code. */
	code: string;
	label: string;
	/** What a firm of this activity is called before "fictive du Val n° 12". */
	noun: string;
}

interface SectorMix {
	firms: number;
	/** How much larger than the common run the sector's firms are. */
	size: number;
	activities: readonly [Activity, ...Activity[]];
}

const activity = (code: string, noun: string, label: string): Activity => ({ code, label, noun });

/** The 430 firms by sector: forging and foundry lead by number and by jobs, as in the real territory. */
export const sectorMixes: Record<Sector, SectorMix> = {
	'forge-fonderie': {
		firms: 112,
		size: 1.5,
		activities: [
			activity('25.50A', 'Forge fictive', 'Forge, estampage, matriçage ; métallurgie des poudres'),
			activity('25.50B', 'Estampage fictif', 'Découpage, emboutissage'),
			activity('24.51Z', 'Fonderie fictive', 'Fonderie de fonte'),
			activity('24.52Z', 'Aciérie fictive', "Fonderie d'acier"),
			activity('24.53Z', 'Fonderie légère fictive', 'Fonderie de métaux légers'),
			activity('24.54Z', 'Bronzerie fictive', "Fonderie d'autres métaux non ferreux")
		]
	},
	metallurgie: {
		firms: 94,
		size: 0.9,
		activities: [
			activity('25.62B', 'Mécanique générale fictive', 'Mécanique industrielle'),
			activity('25.62A', 'Décolletage fictif', 'Décolletage'),
			activity('25.61Z', 'Traitement fictif', 'Traitement et revêtement des métaux'),
			activity('25.94Z', 'Boulonnerie fictive', 'Fabrication de vis et de boulons'),
			activity('25.11Z', 'Charpente métallique fictive', 'Fabrication de structures métalliques'),
			activity('25.73A', 'Moules fictifs', 'Fabrication de moules et modèles'),
			activity('24.20Z', 'Tubes fictifs', 'Fabrication de tubes et raccords en acier')
		]
	},
	mecanique: {
		firms: 68,
		size: 1.1,
		activities: [
			activity(
				'29.32Z',
				'Équipement automobile fictif',
				"Fabrication d'autres équipements automobiles"
			),
			activity('28.15Z', 'Engrenages fictifs', "Fabrication d'engrenages et d'organes mécaniques"),
			activity('28.22Z', 'Levage fictif', 'Fabrication de matériel de levage et de manutention'),
			activity('27.12Z', 'Coffrets fictifs', 'Fabrication de matériel de distribution électrique'),
			activity('33.12Z', 'Maintenance fictive', 'Réparation de machines et équipements mécaniques'),
			activity('30.20Z', 'Ferroviaire fictif', 'Construction de matériel ferroviaire roulant')
		]
	},
	'plasturgie-chimie': {
		firms: 36,
		size: 1.1,
		activities: [
			activity(
				'22.29A',
				'Plasturgie fictive',
				'Fabrication de pièces techniques à base de matières plastiques'
			),
			activity(
				'22.21Z',
				'Profilés fictifs',
				'Fabrication de plaques, feuilles, tubes et profilés en plastique'
			),
			activity('20.59Z', 'Chimie fictive', "Fabrication d'autres produits chimiques")
		]
	},
	'bois-papier': {
		firms: 38,
		size: 0.7,
		activities: [
			activity('16.10A', 'Scierie fictive', 'Sciage et rabotage du bois'),
			activity('16.23Z', 'Menuiserie fictive', 'Fabrication de charpentes et menuiseries'),
			activity('16.24Z', 'Palettes fictives', "Fabrication d'emballages en bois"),
			activity('17.21A', 'Cartonnerie fictive', 'Fabrication de carton ondulé'),
			activity('31.09B', 'Meubles fictifs', "Fabrication d'autres meubles")
		]
	},
	agroalimentaire: {
		firms: 32,
		size: 0.8,
		activities: [
			activity(
				'10.13A',
				'Salaisons fictives',
				'Préparation industrielle de produits à base de viande'
			),
			activity('10.51C', 'Fromagerie fictive', 'Fabrication de fromage'),
			activity('10.85Z', 'Cuisine fictive', 'Fabrication de plats préparés'),
			activity('11.05Z', 'Brasserie fictive', 'Fabrication de bière')
		]
	},
	'energie-environnement': {
		firms: 20,
		size: 0.9,
		activities: [
			activity('38.32Z', 'Recyclage fictif', 'Récupération de déchets triés'),
			activity('38.11Z', 'Collecte fictive', 'Collecte des déchets non dangereux'),
			activity('35.11Z', 'Énergie fictive', "Production d'électricité")
		]
	},
	'autre-industrie': {
		firms: 30,
		size: 0.7,
		activities: [
			activity('23.70Z', 'Taille de pierre fictive', 'Taille, façonnage et finissage de pierres'),
			activity('23.61Z', 'Béton fictif', "Fabrication d'éléments en béton pour la construction"),
			activity(
				'13.96Z',
				'Textile fictif',
				"Fabrication d'autres textiles techniques et industriels"
			),
			activity('32.99Z', 'Atelier fictif', 'Autres activités manufacturières n.c.a.')
		]
	}
};
