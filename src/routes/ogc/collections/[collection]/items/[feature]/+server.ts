import { answerOgc } from '#lib/server/ogc/answer.ts';
import { item } from '#lib/server/ogc/items.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answerOgc(event, (request) => item(request, event.params.collection, event.params.feature));
