import type { Block } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import { areaSteps, type AreaStep } from './net-area-blocks.ts';
import type { SheetParts } from './plot-sheet.ts';

/** Plots that are told as one. */
export interface UnitedParts {
	count: number;
	/** Empty where nothing is counted off. */
	steps: readonly AreaStep[];
	/** Null where no building was asked for. */
	building: SheetParts['building'];
	/** Of the plots, with the building where one stands on them. */
	drawing: NonNullable<NonNullable<SheetParts['building']>['drawing']>;
	locale: string;
}

export function unitedBlocks({ count, steps, building, drawing, locale }: UnitedParts): Block[] {
	return [
		{ kind: 'heading', level: 2, text: m.dossier_united({ count }) },
		{ kind: 'text', tone: 'plain', text: m.dossier_united_text() },
		...areaSteps(steps, locale),
		...(building
			? [
					{ kind: 'heading' as const, level: 3 as const, text: building.heading },
					...building.sentences.map((text): Block => ({ kind: 'text', tone: 'plain', text }))
				]
			: []),
		{ kind: 'drawings', items: [{ ...drawing, share: 1 }] }
	];
}
