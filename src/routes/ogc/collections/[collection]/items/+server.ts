import { answerOgc } from '#lib/server/ogc/answer.ts';
import { items } from '#lib/server/ogc/items.ts';
import { mayRepeat } from '#lib/server/ogc/terrain-search.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { collection } = event.params;
	return answerOgc(
		event,
		(request) => items(request, collection),
		(parameter) => mayRepeat(collection, parameter)
	);
};
