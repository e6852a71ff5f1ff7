import type { Plot } from '#lib/domain/plot.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, withDatesWritten } from '#lib/ui/format.ts';
import { codeLabel } from './vocabulary-words.ts';

/** The zone of a plot with its source and date; null where none is known. */
export function zoneText({ zone }: Pick<Plot, 'zone'>, locale: string): string | null {
	if (zone === null) return null;
	const { type, source } = zone;
	return source === null ? type : m.zone_value({ type, source: zoneSource(source, locale) });
}

/** Where a zone is known from, its date written out: the document comes first, and some have words. */
export function zoneSource(source: string, locale: string): string {
	const [document = '', ...rest] = source.split(', ');
	return withDatesWritten([codeLabel(document), ...rest].join(', '), locale);
}

/** Until when the zone gives a permit; null where nobody knows. */
export function permitText({ permit }: Pick<Plot, 'permit'>, locale: string): string | null {
	switch (permit?.state) {
		case 'échéance':
			return permit.lastDay && m.permit_until({ date: formatDate(permit.lastDay, locale) });
		case 'sans échéance':
			return m.permit_always();
		case 'aucun':
			return m.permit_never();
		case undefined:
			return null;
	}
}
