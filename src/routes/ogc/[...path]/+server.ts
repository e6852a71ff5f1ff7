import { answerOgc } from '#lib/server/ogc/answer.ts';
import { OgcError } from '#lib/server/ogc/error.ts';
import type { RequestHandler } from './$types';

/** Every other address below `/ogc`: the error in the form that OGC clients read. */
export const GET: RequestHandler = (event) =>
	answerOgc(event, ({ root }) => {
		throw new OgcError(404, `« ${event.url.pathname} » n'existe pas ; tout part de ${root}.`);
	});
