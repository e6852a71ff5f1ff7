/** The article 220 inventory: codes as the database has them, and what pages know of land units. Areas are in m². */

export const unitStates = ['occupée', 'vacante', 'récemment inoccupée', 'libre', 'inconnue'] as const;
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

/** Longest note of a visit, in characters. */
export const longestNote = 1000;

/** What an agent saw of a unit, as the phone keeps it and the server takes it. Days are AAAA-MM-JJ. */
export interface Visit {
	/** A UUID of the phone's: the same visit sent twice is one. */
	id: string;
	unit: string;
	said: EvidenceSaid;
	seen: string;
	/** Since when the unit is so; null where nobody knows. */
	since: string | null;
	note: string;
	/** Where the agent stood, in degrees, with its precision in metres. */
	position: { lon: number; lat: number; precision: number } | null;
}

/** What the last evidence of a unit says. */
export interface Evidence {
	said: EvidenceSaid;
	kind: DecidingKind;
	seen: string;
	since: string | null;
	source: string;
	siret: string | null;
	demonstration: boolean;
}
