import { answerOgc } from '#lib/server/ogc/answer.ts';
import { landing } from '#lib/server/ogc/landing.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => answerOgc(event, landing);
