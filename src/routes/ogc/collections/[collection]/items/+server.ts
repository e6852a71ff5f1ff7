import { answerOgc } from '#lib/server/ogc/answer.ts';
import { items } from '#lib/server/ogc/items.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answerOgc(event, (request) => items(request, event.params.collection));
