import { provenanceFields, type ClassSchema } from './class-schema.ts';
import { contourMethods } from '../vocabulary.ts';
import { oneOf, pattern, quantity, required } from '../fields/field.ts';

/** A contour of which nothing is said is official. */
const contour_methode = oneOf(contourMethods);

const ignoredOfPlaces = {
	id: 'key',
	nom: 'members',
	comm_nom: 'members',
	epci_nom: 'members',
	population: 'members',
	commune_nombre: 'members',
	centre: 'contour',
	mairie: 'unused',
	codespostaux: 'unused',
	codedepartement: 'unused',
	coderegion: 'unused',
	siren: 'unused',
	_score: 'unused'
} as const;

/** Contours of communes, as geo.api.gouv.fr and our own export write them. */
export const communeSchema: ClassSchema = {
	class: 'commune',
	label: 'commune',
	key: 'comm_insee',
	geometry: 'surface',
	geometryColumns: ['contour'],
	fields: {
		comm_insee: required(pattern(/^\d[0-9AB]\d{3}$/, 'un code INSEE de commune à 5 caractères')),
		surface_ha: quantity('ha'),
		contour_methode,
		...provenanceFields
	},
	aliases: {
		code: 'comm_insee',
		surface: 'surface_ha',
		epci: 'epci_siren',
		codeepci: 'epci_siren'
	},
	declaredCommune: null,
	declaredEpci: 'epci_siren',
	ignored: ignoredOfPlaces,
	dateColumns: [],
	sourceColumns: []
};

/** Contours of EPCI, as geo.api.gouv.fr and our own export write them. */
export const epciSchema: ClassSchema = {
	class: 'epci',
	label: 'EPCI',
	key: 'epci_siren',
	geometry: 'surface',
	geometryColumns: ['contour'],
	fields: {
		epci_siren: required(pattern(/^\d{9}$/, 'un SIREN à 9 chiffres')),
		contour_methode,
		...provenanceFields
	},
	aliases: { code: 'epci_siren', epci: 'epci_siren' },
	declaredCommune: null,
	declaredEpci: null,
	ignored: { ...ignoredOfPlaces, surface: 'contour' },
	dateColumns: [],
	sourceColumns: []
};
