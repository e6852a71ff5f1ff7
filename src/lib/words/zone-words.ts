import type { Plot } from '#lib/domain/plot.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate } from '#lib/ui/format.ts';

/** The zone of a plot with its source and date; null where none is known. */
export function zoneText({ zone }: Pick<Plot, 'zone'>): string | null {
	if (zone === null) return null;
	return zone.source === null ? zone.type : m.zone_value({ type: zone.type, source: zone.source });
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
