import { faultSentence } from '#lib/words/fault-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { systems, type ExportFault } from '#lib/server/export/export-query.ts';

/** Why an export cannot be had, as a sentence that names the value and what was expected. */
export function exportFaultSentence(fault: ExportFault): string {
	switch (fault.code) {
		case 'address':
			return faultSentence(fault.fault);
		case 'unknown':
			return m.export_unknown_parameter({ name: fault.name });
		case 'system':
			return m.export_unknown_projection({ value: fault.value, expected: systems.join(', ') });
	}
}
