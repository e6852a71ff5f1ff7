import { computed, joined, text } from './field.ts';

/** Commune and EPCI of a record: its geometry decides, whatever a file states. */
export const placeFields = {
	epci_siren: computed(text(), 'geometry'),
	epci_nom: joined(text(), 'geometry'),
	comm_insee: computed(text(), 'geometry'),
	comm_nom: joined(text(), 'geometry')
} as const;
