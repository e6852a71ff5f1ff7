import * as v from 'valibot';
import { languages } from './language.ts';
import { lossReasons } from './loss-reasons.ts';
import { workingHoursBetween } from './working-hours.ts';

/** What a visitor leaves: a need of land, or an error seen on a card. */
export const briefKinds = ['projet', 'erreur'] as const;
export type BriefKind = (typeof briefKinds)[number];

export const briefStates = [
	'nouvelle',
	'en cours',
	'visite',
	'gagnée',
	'perdue',
	'traitée'
] as const;
export type BriefState = (typeof briefStates)[number];

/** States that a brief of a kind can be in, in the order of their course. */
export const statesOf: Record<BriefKind, readonly BriefState[]> = {
	projet: ['nouvelle', 'en cours', 'visite', 'gagnée', 'perdue'],
	erreur: ['nouvelle', 'en cours', 'traitée']
};

/** Cards that a brief or a report can come from, by the collection of their record. */
export const cardCollections = ['terrains', 'sites', 'etablissements', 'friches', 'epci'] as const;
export type CardCollection = (typeof cardCollections)[number];

export const noteActions = [
	'reçue',
	'note',
	'réponse',
	'sélection',
	'état',
	'attribution',
	'effacement'
] as const;

const instant = v.pipe(
	v.string(),
	v.transform((text) => new Date(text).toISOString())
);

const line = {
	id: v.string(),
	kind: v.picklist(briefKinds),
	/** SIREN of the EPCI that it was handed to. */
	epci: v.array(v.string()),
	collection: v.nullable(v.picklist(cardCollections)),
	objectId: v.nullable(v.string()),
	objectName: v.nullable(v.string()),
	surfaceMinHa: v.nullable(v.number()),
	surfaceMaxHa: v.nullable(v.number()),
	state: v.picklist(briefStates),
	reason: v.nullable(v.picklist(lossReasons)),
	/** Account of the agent who follows it. */
	assignedTo: v.nullable(v.string()),
	receivedAt: instant,
	/** When an answer is due. */
	dueAt: instant,
	answeredAt: v.nullable(instant),
	closedAt: v.nullable(instant)
};

/** A line of the inbox. Instants are ISO dates in UTC. */
export const BriefLine = v.object({
	...line,
	company: v.nullable(v.string()),
	assignedName: v.nullable(v.string())
});
export type BriefLine = v.InferOutput<typeof BriefLine>;

const Contact = v.object({
	name: v.nullable(v.string()),
	company: v.nullable(v.string()),
	email: v.string(),
	phone: v.nullable(v.string()),
	consentAt: instant
});

const Note = v.object({
	id: v.number(),
	action: v.picklist(noteActions),
	state: v.nullable(v.picklist(briefStates)),
	reason: v.nullable(v.picklist(lossReasons)),
	text: v.nullable(v.string()),
	/** Plots that were proposed, by their identifiers; null for any other step. */
	plots: v.nullable(v.array(v.string())),
	by: v.string(),
	at: instant
});

/** Everything that an agent may read of a brief. */
export const Brief = v.object({
	...line,
	version: v.number(),
	/** Fields of the search's `Criteria`, as they stood on the day; null without a search. */
	criteria: v.nullable(v.record(v.string(), v.unknown())),
	blocking: v.array(v.string()),
	foundThen: v.nullable(v.number()),
	message: v.nullable(v.string()),
	contact: v.nullable(Contact),
	/** Day when contact and texts go, and when they went. */
	eraseOn: v.string(),
	erasedAt: v.nullable(instant),
	notes: v.array(Note),
	/** In which the visitor read the form; null for one that was left before it was kept. */
	language: v.nullable(v.fallback(v.picklist(languages), languages[0]))
});
export type Brief = v.InferOutput<typeof Brief>;
export type BriefNote = v.InferOutput<typeof Note>;

/** Most plots that an answer proposes: as many as a page compares side by side. */
export const mostProposed = 6;

/** Number that a visitor is given to speak of what they left: eight signs of its identifier. */
export function briefReference(id: string): string {
	return id.slice(0, 8).toUpperCase();
}

export type BriefClock =
	| { kind: 'answered' | 'closed' }
	/** Whole working hours left, or passed since the answer was due. */
	| { kind: 'running' | 'late'; hours: number };

/** Where the clock of a brief stands: it stops at the first answer. */
export function clockOf(
	brief: Pick<BriefLine, 'dueAt' | 'answeredAt' | 'closedAt'>,
	now: Date
): BriefClock {
	if (brief.closedAt !== null) return { kind: 'closed' };
	if (brief.answeredAt !== null) return { kind: 'answered' };
	const due = new Date(brief.dueAt);
	return now <= due
		? { kind: 'running', hours: Math.floor(workingHoursBetween(now, due)) }
		: { kind: 'late', hours: Math.floor(workingHoursBetween(due, now)) };
}
