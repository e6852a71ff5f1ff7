/** The article 220 inventory: codes as the database has them, and what pages know of land units. Areas are in m². */

export const unitStates = [
	'occupée',
	'vacante',
	'récemment inoccupée',
	'libre',
	'inconnue'
] as const;
export type UnitState = (typeof unitStates)[number];

/** Why the state of a unit is not known. */
export const unknownReasons = ['aucun constat', 'constat périmé', 'durée inconnue'] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** What can be seen of a unit. */
export const evidenceSaid = [
	'occupée',
	'établissement fermé',
	'local vacant',
	'jamais occupée'
] as const;
export type EvidenceSaid = (typeof evidenceSaid)[number];

export const evidenceKinds = [
	'visite',
	'photographie aérienne',
	'fichier fiscal',
	'déclaration',
	'document',
	'import'
] as const;

/** Kinds of evidence that may decide: those, and the link of a unit with an occupant. */
export const decidingKinds = [...evidenceKinds, 'lien'] as const;
export type DecidingKind = (typeof decidingKinds)[number];

export const occupantKinds = ['établissement', 'service public', 'logement', 'autre'] as const;
export type OccupantKind = (typeof occupantKinds)[number];
