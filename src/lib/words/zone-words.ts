import type { Plot } from '#lib/domain/plot.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, withDatesWritten } from '#lib/ui/format.ts';

/** The zone of a plot with its source and date; null where none is known. */
export function zoneText({ zone }: Pick<Plot, 'zone'>, locale: string): string | null {
	if (zone === null) return null;
	const { type, source } = zone;
	return source === null ? type : m.zone_value({ type, source: withDatesWritten(source, locale) });
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
