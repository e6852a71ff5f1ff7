import { answerOgc } from '#lib/server/ogc/answer.ts';
import { collectionDocument } from '#lib/server/ogc/collection-documents.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answerOgc(event, (request) => collectionDocument(request, event.params.collection));
