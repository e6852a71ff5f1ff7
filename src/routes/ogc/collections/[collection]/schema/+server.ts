import { answerOgc } from '#lib/server/ogc/answer.ts';
import { itemSchema } from '#lib/server/ogc/item-schema.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answerOgc(event, (request) => itemSchema(request, event.params.collection));
