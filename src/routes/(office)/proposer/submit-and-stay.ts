import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '@sveltejs/kit';

/** Forms whose answer has not come yet. */
const underWay = new WeakSet<HTMLFormElement>();

/**
 * Sends a form once, however often it is clicked before the answer: a second sending would find its own first one
 * in the way. Where it is refused, reads the listing again: what somebody else wrote meanwhile shows beside what
 * was typed, which stays.
 */
export const submitAndStay: SubmitFunction = ({ formElement, cancel }) => {
	if (underWay.has(formElement)) {
		cancel();
		return;
	}
	underWay.add(formElement);
	return async ({ result }) => {
		underWay.delete(formElement);
		await applyAction(result);
		if (result.type === 'failure') await invalidateAll();
		if (result.type === 'failure' || result.type === 'error') scrollTo({ top: 0 });
	};
};
