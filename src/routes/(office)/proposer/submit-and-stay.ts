import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '@sveltejs/kit';

/**
 * Sends a form and, where it is refused, reads the listing again: what somebody else wrote meanwhile shows
 * beside what was typed, which stays.
 */
export const submitAndStay: SubmitFunction =
	() =>
	async ({ result }) => {
		await applyAction(result);
		if (result.type === 'failure') await invalidateAll();
		if (result.type === 'failure' || result.type === 'error') scrollTo({ top: 0 });
	};
