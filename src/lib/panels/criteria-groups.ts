import { fieldEntries, unitOf } from '#lib/search/criteria-list.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import type { Field, Panel, PanelGroup } from '#lib/search/field.ts';

/** A field of the panel. Its words are the message `field_<key>` and, for options, the codes' own. */
export interface Control {
	key: keyof Criteria;
	field: Field;
	panel: Panel;
	/** Shown beside a number; empty for none. */
	unit: string;
}

export interface CriteriaGroup {
	/** Its title is the message `group_<id>`. */
	id: PanelGroup;
	controls: readonly Control[];
	/** Said under the fields: message `note_<id>`. */
	note?: boolean;
	/** Open from the start. */
	open?: boolean;
}

const controls: readonly Control[] = fieldEntries.flatMap(([key, field]) => {
	const { panel } = field;
	return panel === undefined ? [] : [{ key, field, panel, unit: panel.unit ?? unitOf(key) ?? '' }];
});

/** Whether a field takes half of the panel's width. */
export function isOneNumber({ field }: Control): boolean {
	return field.kind === 'number' || field.kind === 'standing';
}

/** A group with the fields that name it, those with a place first. */
function group(id: PanelGroup, more: Pick<CriteriaGroup, 'note' | 'open'> = {}): CriteriaGroup {
	const place = ({ panel }: Control) => panel.place ?? Number.MAX_SAFE_INTEGER;
	const own = controls.filter(({ panel }) => panel.group === id);
	return { id, ...more, controls: own.toSorted((one, other) => place(one) - place(other)) };
}

/** The criteria panel, from what eliminates most to what refines. */
export const criteriaGroups: readonly CriteriaGroup[] = [
	group('area', { open: true }),
	group('hall', { note: true }),
	group('sale'),
	group('offer', { note: true }),
	group('place', { note: true }),
	group('shape'),
	group('servicing', { note: true }),
	group('networks', { note: true }),
	group('access', { note: true }),
	group('neighbours', { note: true }),
	group('naf'),
	group('vocation', { note: true }),
	group('state'),
	group('brownfields'),
	group('constraints', { note: true })
];

/** How many of a group's fields ask for something. */
export function askedCount(asked: CriteriaGroup, criteria: Criteria): number {
	return asked.controls.reduce((count, control) => count + askedBy(control, criteria), 0);
}

function askedBy({ key, field }: Control, criteria: Criteria): number {
	const value = criteria[key];
	switch (field.kind) {
		// Says how something else is asked.
		case 'standing':
			return 0;
		case 'list':
		case 'codes':
			return (value as readonly string[]).length;
		case 'word':
			return value === field.absent ? 0 : 1;
		default:
			return value === null || value === false || value === '' ? 0 : 1;
	}
}
