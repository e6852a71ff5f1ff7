import { BackendError } from '#lib/backend/backend-error.ts';
import { RefusedError } from '#lib/domain/reason.ts';
import { refusalSentence } from '#lib/words/refusal-words.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Why nothing was written, in words for who asked. */
export interface Refusal {
	status: number;
	message: string;
	/** True when somebody else wrote first: what is shown must be read again. */
	conflict: boolean;
}

/** The refusal that a fault is, in the language of the page; what is none of our refusals is thrown on. */
export function refusalOf(fault: unknown): Refusal {
	// Without an answer of the database the form comes back as it was filled in, with when to send it again.
	if (fault instanceof BackendError && (fault.status < 500 || fault.status === 503)) {
		const { status, reason } = fault;
		const message = [fault.message, fault.hint].filter(Boolean).join(' ');
		return {
			status,
			message: refusalSentence({ reason, message }, getLocale()),
			conflict: status === 409
		};
	}
	if (fault instanceof RefusedError) {
		return { status: 400, message: refusalSentence(fault, getLocale()), conflict: false };
	}
	throw fault;
}
