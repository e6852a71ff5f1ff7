import { computed, joined, text } from './field.ts';

export const fromGeometry = 'calculé par la géométrie';

/** Commune and EPCI of a record: its geometry decides, whatever a file states. */
export const placeFields = {
	epci_siren: computed(text(), fromGeometry),
	epci_nom: joined(text(), fromGeometry),
	comm_insee: computed(text(), fromGeometry),
	comm_nom: joined(text(), fromGeometry)
} as const;
