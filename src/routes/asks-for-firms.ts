import type { Workspace } from '#lib/state/workspace.svelte.ts';

/** Whether what a visitor looks at is about firms: their list, a card, or a criterion on those around. */
export function asksForFirms({
	view,
	selection,
	criteria
}: Pick<Workspace, 'view' | 'selection' | 'criteria'>): boolean {
	return (
		view.list === 'etablissements' ||
		selection?.collection === 'etablissements' ||
		criteria.sectors.length > 0 ||
		criteria.nafDivisions.length > 0 ||
		criteria.headcountMin !== null
	);
}
