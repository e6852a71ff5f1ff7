import { answerOgc } from '#lib/server/ogc/answer.ts';
import { queryables } from '#lib/server/ogc/queryables.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answerOgc(event, (request) => queryables(request, event.params.collection));
