import { BackendError } from '#lib/backend/backend-error.ts';
import { FormatError } from '#lib/formats/contract.ts';
import { ParcelError } from '#lib/server/parcels/api-carto.ts';
import { UploadError } from './uploaded-file.ts';

/** Why nothing was written, in words for who asked. */
export interface Refusal {
	status: number;
	message: string;
	/** True when somebody else wrote first: what is shown must be read again. */
	conflict: boolean;
}

/** The refusal that a fault is; what is none of our refusals is thrown on. */
export function refusalOf(fault: unknown): Refusal {
	if (fault instanceof BackendError && fault.status < 500) {
		const message = [fault.message, fault.hint].filter(Boolean).join(' ');
		return { status: fault.status, message, conflict: fault.status === 409 };
	}
	if (fault instanceof FormatError) {
		return { status: 400, message: sentence(fault.message), conflict: false };
	}
	if (fault instanceof ParcelError || fault instanceof UploadError) {
		return { status: 400, message: fault.message, conflict: false };
	}
	throw fault;
}

/** Readers of formats say what follows a file's name. */
function sentence(message: string): string {
	return message.charAt(0).toUpperCase() + message.slice(1);
}
