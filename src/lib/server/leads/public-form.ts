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

/** Reads a public form, or says why it is not taken; what was typed comes back with the refusal. */
export async function readPublicForm(event: RequestEvent, kind: BriefKind): Promise<PublicForm> {
	const form = await readSmallForm(event.request, largestForm);
	const wait = waitForForm(event);
	if (form === null) return refusal(413, emptyBrief, { kind: 'too-large' });
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const { typed, faults, brief } = readBriefForm(kind, text);
	if (wait > 0) return refusal(429, typed, { kind: 'too-many', wait }, faults);
	if (text(trapField) !== '') return refusal(400, typed, { kind: 'trap' }, faults);
	const fault = sealFault(appBackend().backend.secretKey, text(sealField), Date.now());
	if (fault !== null) return refusal(400, typed, { kind: fault }, faults);
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
