import type { BriefField, FieldFault } from '#lib/domain/brief-form.ts';
import type { BriefClock } from '#lib/domain/brief.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatNumber } from '#lib/ui/format.ts';
import { composedOfficeLabel } from './office-words.ts';
import { codeKey } from './vocabulary-words.ts';

/** Words of a code of a brief: `lead_state_en_cours`, `lead_reason_prix`… */
export function leadLabel(
	list: 'kind' | 'state' | 'reason' | 'action' | 'card',
	code: string
): string {
	return composedOfficeLabel(`lead_${list}`, codeKey(code).slice('code_'.length));
}

/** What is wrong with a field, naming what it says and what was expected. */
export function fieldFaultSentence(
	field: BriefField,
	fault: FieldFault | undefined,
	locale: string
): string | undefined {
	switch (fault?.kind) {
		case undefined:
			return undefined;
		case 'missing':
			return field === 'courriel'
				? m.lead_fault_missing_email()
				: field === 'message'
					? m.lead_fault_missing_message()
					: m.lead_fault_missing_name();
		case 'too-long':
			return m.lead_fault_too_long({
				value: fault.value,
				maximum: formatNumber(fault.maximum ?? 0, locale)
			});
		case 'not-an-address':
			return m.lead_fault_email({ value: fault.value });
		case 'not-a-surface':
			return m.lead_fault_surface({ value: fault.value });
		case 'no-consent':
			return m.lead_fault_consent();
	}
}

/** Why a whole form was held back, and what to do. */
export function heldBackSentence(heldBack: { kind: string; wait?: number | undefined }): string {
	switch (heldBack.kind) {
		case 'too-many':
			return m.lead_held_too_many({ minutes: Math.max(1, Math.ceil((heldBack.wait ?? 60) / 60)) });
		case 'too-large':
			return m.lead_held_too_large();
		case 'too-fast':
			return m.lead_held_too_fast();
		case 'trap':
			return m.lead_held_trap();
		default:
			return m.lead_held_expired();
	}
}

/** Where the clock stands: "reste 31 h ouvrées", "dépassée de 5 h ouvrées". */
export function clockText(clock: BriefClock): string {
	switch (clock.kind) {
		case 'running':
			return clock.hours === 0 ? m.lead_clock_soon() : m.lead_clock_running({ hours: clock.hours });
		case 'late':
			return clock.hours === 0 ? m.lead_clock_just() : m.lead_clock_late({ hours: clock.hours });
		case 'answered':
			return m.lead_clock_answered();
		case 'closed':
			return m.lead_clock_closed();
	}
}
