import type { Box } from '#lib/domain/feature.ts';

/** How the visitor wants the list: as cards or as a table, of the whole answer or of what the map shows. */
export class ListForm {
	/** The part of the ground that the map shows, in degrees; null before there is a map. */
	seen = $state.raw<Box | null>(null);
	withinSeen = $state.raw(false);
	asCards = $state.raw(false);
	/** The frame that the list keeps to; null for none. */
	readonly frame = $derived(this.withinSeen ? this.seen : null);
}
