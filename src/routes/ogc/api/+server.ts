import { answerOgc } from '#lib/server/ogc/answer.ts';
import { apiDefinition } from '#lib/server/ogc/api-definition.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => answerOgc(event, apiDefinition);
