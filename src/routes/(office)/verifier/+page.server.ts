import { fail } from '@sveltejs/kit';
import { UploadError } from '#lib/server/listing/uploaded-file.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { readOutside } from '#lib/server/intake/read-outside.ts';
import { readCodes } from '#lib/subjects/dossier/plot-facts.ts';
import { largeForm } from '../large-form.server.ts';
import { refusalOf } from '../refusal.ts';
import { checkCodes } from './check.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A document has no more sheets; what is typed beyond is not looked for. */
const mostCodes = 12;

export const load: PageServerLoad = async ({ url }) => {
	const typed = url.searchParams.get('code') ?? '';
	const codes = readCodes(typed).slice(0, mostCodes);
	return { typed, asked: typed.trim() !== '', checked: await checkCodes(codes) };
};

/** Whether the file is, byte by byte, what is made today of the same inputs; null where that cannot be told. */
type Identical = boolean | null;

export const actions: Actions = {
	default: async (event) => {
		try {
			const file = (await largeForm(event.request)).get('fichier');
			if (!(file instanceof File) || file.name === '') throw new UploadError('file_none');
			const bytes = new Uint8Array(await file.arrayBuffer());
			const { codes, madeAgainBy } = await readOutside(
				'printed',
				{ file: file.name, bytes },
				readingOf(event)
			);
			const checked = await checkCodes(codes);
			const isCurrent = checked.length > 0 && checked.every(({ answer }) => answer === 'same');
			const identical: Identical =
				isCurrent && madeAgainBy !== null
					? await isMadeAgain(event.fetch, madeAgainBy, bytes)
					: null;
			return { file: file.name, checked, identical };
		} catch (fault) {
			const refusal = refusalOf(fault);
			return fail(refusal.status, { refusal });
		}
	}
};

async function isMadeAgain(
	fetchOwn: typeof fetch,
	path: string,
	bytes: Uint8Array
): Promise<Identical> {
	const response = await fetchOwn(path);
	if (!response.ok) return null;
	return Buffer.from(await response.arrayBuffer()).equals(bytes);
}
