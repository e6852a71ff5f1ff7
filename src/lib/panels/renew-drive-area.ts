import { m } from '#lib/paraglide/messages.js';
import { shapeToText } from '#lib/search/shape-text.ts';
import type { Workspace } from '#lib/state/workspace.svelte.ts';
import { askDriveArea } from './ask-drive-area.ts';

/**
 * Asks again for the drive area of the search: roads change, and an address is kept for long. The outline that the
 * address has stays where there is no answer. No step of the visitor's: nothing is framed, nothing is there to undo.
 * @returns a sentence for the visitor; empty where the outline was and is right
 */
export async function renewDriveArea(workspace: Workspace, signal: AbortSignal): Promise<string> {
	const { shape } = workspace.criteria;
	if (shape?.kind !== 'polygons' || !shape.drive) return '';
	const answer = await askDriveArea(shape.drive.from, shape.drive.minutes, signal);
	if (answer.kind === 'none') return m.drive_kept();
	const renewed = { ...shape, polygons: answer.polygons };
	const isSame = shapeToText(renewed) === shapeToText(shape);
	if (isSame || signal.aborted || workspace.criteria.shape !== shape) return '';
	workspace.map.settle(renewed);
	workspace.criteria = { ...workspace.criteria, shape: renewed };
	return m.drive_renewed();
}
