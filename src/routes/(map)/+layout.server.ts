import { setting } from '#env';
import { getLocale } from '#lib/paraglide/runtime.js';
import { faultSentence } from '#lib/words/fault-words.ts';
import { readAddress, writeAddress } from '#lib/search/address.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { besideCard, shellOf } from './shell.server.ts';
import { readMapAddress } from '#lib/state/map-address.ts';
import type { LayoutServerLoad } from './$types';

/** Everything the page says before any script runs; the records themselves come from /ogc. */
export const load: LayoutServerLoad = async ({ url, route, depends, untrack }) => {
	depends('forgeterre:territory');
	const { criteria, view, faults } = readAddress(url.searchParams);
	const seen = readMapAddress(url.searchParams);
	const territory = await readTerritory();
	const locale = getLocale();
	const { data, unasked, unaskedBesideCard } = await shellOf(territory, locale);
	const hasCard = !['/(map)', '/(map)/embed'].includes(untrack(() => route.id));
	const asked = writeAddress(criteria, view);
	const whole = {
		...data,
		query: asked === '' ? '' : `?${asked}`,
		/** Where the map opens on the whole territory, and not on a place or a record. */
		still: hasCard || seen.view !== null ? null : data.still,
		/** Whether some site may show the map in a frame. */
		embeddable: setting('FORGETERRE_EMBED_PARENTS').length > 0,
		/** What the address asked for and cannot have, each in a sentence. */
		faults: [...faults, ...seen.faults].map(faultSentence)
	};
	if (asked === '') return { ...whole, ...(hasCard ? unaskedBesideCard : unasked) };
	const answer = await territory.ask.firstAnswer({ criteria, view, locale });
	return { ...whole, ...(hasCard ? besideCard(answer) : answer) };
};
