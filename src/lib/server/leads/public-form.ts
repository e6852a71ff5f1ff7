import { type RequestEvent } from '@sveltejs/kit';
import {
	emptyBrief,
	readBriefForm,
	type BriefFaults,
	type ReadBrief,
	type TypedBrief
} from '#lib/domain/brief-form.ts';
import type { BriefKind } from '#lib/domain/brief.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { sealFault, sealForm, type SealFault } from './form-seal.ts';
import { waitForForm } from './lead-limits.ts';
import { readSmallForm } from './small-body.ts';

/** Names of the two fields that no person fills. */
export const trapField = 'site_web';
export const sealField = 'sceau';

/** More than every field at its longest, in bytes. */
const largestForm = 64 * 1024;

/** Why a form was held back as a whole. */
export interface HeldBack {
	kind: SealFault | 'trap' | 'too-many' | 'too-large';
	/** Seconds to wait before sending again. */
	wait?: number;
}

export type PublicForm =
	| { status: 200; brief: ReadBrief }
	| { status: 400 | 413 | 429; typed: TypedBrief; faults: BriefFaults; heldBack: HeldBack | null };

/** A seal for a form that is shown now. */
export function newSeal(): string {
	return sealForm(appBackend().backend.secretKey, Date.now());
}

/** A form that was sent, and why it is held back before anybody looks at its fields; null where it may pass. */
export interface OpenedForm {
	text: (name: string) => string;
	refused: { status: 400 | 413 | 429; heldBack: HeldBack } | null;
}

/** Takes a public form of ours: its size, how often it comes, the trap and the seal. */
export async function openPublicForm(event: RequestEvent): Promise<OpenedForm> {
	const form = await readSmallForm(event.request, largestForm);
	const wait = waitForForm(event);
	const text = (name: string) => {
		const value = form?.get(name);
		return typeof value === 'string' ? value : '';
	};
	const held = (status: 400 | 413 | 429, heldBack: HeldBack) => ({
		text,
		refused: { status, heldBack }
	});
	if (form === null) return held(413, { kind: 'too-large' });
	if (wait > 0) return held(429, { kind: 'too-many', wait });
	if (text(trapField) !== '') return held(400, { kind: 'trap' });
	const fault = sealFault(appBackend().backend.secretKey, text(sealField), Date.now());
	return fault === null ? { text, refused: null } : held(400, { kind: fault });
}

/** Reads a public form, or says why it is not taken; what was typed comes back with the refusal. */
export async function readPublicForm(event: RequestEvent, kind: BriefKind): Promise<PublicForm> {
	const { text, refused } = await openPublicForm(event);
	if (refused?.status === 413) return refusal(413, emptyBrief, refused.heldBack);
	const { typed, faults, brief } = readBriefForm(kind, text);
	if (refused !== null) return refusal(refused.status, typed, refused.heldBack, faults);
	if (Object.keys(faults).length > 0) return refusal(400, typed, null, faults);
	return { status: 200, brief };
}

function refusal(
	status: 400 | 413 | 429,
	typed: TypedBrief,
	heldBack: HeldBack | null,
	faults: BriefFaults = {}
): PublicForm {
	return { status, typed, faults, heldBack };
}
