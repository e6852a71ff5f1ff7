import { m } from '#lib/paraglide/messages.js';
import type { AddressFault } from '#lib/search/address.ts';

/** A fault of an address as a plain sentence that names the value and what was expected. */
export function faultSentence({ parameter, expected, ...given }: AddressFault): string {
	const value = given.value === '' ? m.value_empty() : given.value;
	switch (expected.kind) {
		case 'number':
			return m.fault_number({
				parameter,
				value,
				minimum: expected.minimum,
				maximum: expected.maximum
			});
		case 'one-of':
			return m.fault_one_of({ parameter, value, values: expected.values.join(' · ') });
		case 'code':
			return m.fault_code({ parameter, value, example: expected.example });
		case 'text':
			return m.fault_text({ parameter, maximum: expected.maximum });
		case 'shape':
			return m.fault_shape({ parameter, value });
		case 'single':
			return m.fault_single({ parameter, value });
		case 'at-least':
			return m.fault_at_least({ parameter, value, other: expected.other });
	}
}
