import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding, KeptAnswer } from './kept-answers.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Smaller ones grow rather than shrink. */
const leastBytes = 1_024;
const compressible = /^(?:text\/|application\/(?:json|geo\+json|schema\+json|vnd\.oai))/;
/** Twice as fast as the next one, and a tenth larger. */
const brotliQuality = 5;

/** The encoding to answer in: the best that the client takes and the body is worth, unless it came in one. */
export function encodingFor(
	accepted: string | undefined,
	{ headers, bodies }: KeptAnswer
): Encoding {
	const worth =
		headers['content-encoding'] === undefined &&
		compressible.test(headers['content-type'] ?? '') &&
		(bodies.get('identity')?.length ?? 0) >= leastBytes;
	if (!worth || accepted === undefined) return 'identity';
	const takes = (name: string) =>
		new RegExp(`(?:^|,)\\s*${name}\\s*(?:,|$|;\\s*q=(?!0(?:\\.0*)?(?:,|$)))`).test(accepted);
	return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

/** Bodies that are being compressed: many ask for a new answer at the same moment. */
const underWay = new WeakMap<KeptAnswer, Map<Encoding, Promise<Buffer>>>();

/** A body in an encoding, compressed once and away from the thread that answers. */
export function encodedBody(answer: KeptAnswer, encoding: Encoding): Promise<Buffer> {
	const begun = underWay.get(answer) ?? new Map<Encoding, Promise<Buffer>>();
	underWay.set(answer, begun);
	const body = begun.get(encoding) ?? compress(answer, encoding);
	begun.set(encoding, body);
	return body;
}

async function compress(answer: KeptAnswer, encoding: Encoding): Promise<Buffer> {
	const identity = answer.bodies.get('identity') ?? Buffer.alloc(0);
	const body =
		encoding === 'br'
			? await toBrotli(identity, {
					params: {
						[constants.BROTLI_PARAM_QUALITY]: brotliQuality,
						[constants.BROTLI_PARAM_SIZE_HINT]: identity.length
					}
				})
			: await toGzip(identity);
	answer.bodies.set(encoding, body);
	return body;
}
