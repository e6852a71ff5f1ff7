import { error } from '@sveltejs/kit';
import { features } from '#lib/backend/features.ts';
import { faultSentence } from '#lib/words/fault-words.ts';
import { readAddress } from '#lib/search/address.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { featuresText, listOfLines } from '#lib/server/territory/class-text.ts';
import type { FrameAnswer } from '#lib/server/territory/frame-question.ts';
import { readFrame } from '#lib/server/territory/read-frame.ts';
import { readTerritory, type Territory } from '#lib/server/territory/read-territory.ts';
import type { RequestHandler } from './$types';

/** Enough to show where land lies, few enough to be drawn within a moment. */
const mostPlotsOfAFrame = 3_000;

/**
 * The plots of a frame (`cadre=west,south,east,north`) and what the criteria of the address say of them, for our own
 * page where all plots are too many: `FramedPlots` of lib/search.
 */
export const GET: RequestHandler = async ({ url }) => {
	const box = readFrame(url.searchParams.get('cadre'));
	if (typeof box === 'string') error(400, box);
	const asked = new URLSearchParams(url.searchParams);
	asked.delete('cadre');
	const { criteria, faults } = readAddress(asked);
	if (faults.length > 0) error(400, faults.map(faultSentence).join(' '));
	const territory = await readTerritory();
	const answer = await territory.ask.plotsInFrame({ box, criteria, limit: mostPlotsOfAFrame });
	const { within, passing } = answer;
	const head = JSON.stringify({ within, passing: [...passing] }).slice(0, -1);
	const list = await listOf(territory, answer);
	const parts = [Buffer.from(`${head},"features":[`), ...list, Buffer.from(']}')];
	return new Response(Buffer.concat(parts), {
		headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }
	});
};

/** The features as text, as they were read. */
async function listOf({ texts }: Territory, { indexes, keys }: FrameAnswer): Promise<Buffer[]> {
	if (texts.terrains) return featuresText(texts.terrains, indexes);
	const { client, configuration } = appBackend();
	const { lines } = await features.named(client, {
		...{ territory: configuration.id, collection: 'terrains' as const, keys: keys ?? [] }
	});
	return [listOfLines(lines)];
}
