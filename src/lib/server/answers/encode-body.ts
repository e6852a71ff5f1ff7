import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { bodyLength, type Body, type Encoding, type KeptAnswer } from './kept-answers.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Smaller ones grow rather than shrink. */
const leastBytes = 1_024;
const compressible = /^(?:text\/|application\/(?:json|geo\+json|schema\+json|vnd\.oai))/;
/** Twice as fast as the next one, and a tenth larger. */
const brotliQuality = 5;
/** A twentieth smaller than by the usual level, in twice its time: not for what the first who asks would wait for. */
const [gzipLevel, largeGzipLevel, largeBytes] = [9, 6, 250_000];

/** The encoding to answer in: the best that the client takes and the body is worth, unless it came in one. */
export function encodingFor(
	accepted: string | undefined,
	{ headers, bodies }: KeptAnswer
): Encoding {
	const worth =
		headers['content-encoding'] === undefined &&
		compressible.test(headers['content-type'] ?? '') &&
		bodyLength(bodies.get('identity') ?? []) >= leastBytes;
	if (!worth || accepted === undefined) return 'identity';
	const takes = (name: string) =>
		new RegExp(`(?:^|,)\\s*${name}\\s*(?:,|$|;\\s*q=(?!0(?:\\.0*)?(?:,|$)))`).test(accepted);
	return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

/** Bodies that are being compressed: many ask for a new answer at the same moment. */
const underWay = new WeakMap<KeptAnswer, Map<Encoding, Promise<Body>>>();

/** A body in an encoding, compressed once and away from the thread that answers. */
export function encodedBody(answer: KeptAnswer, encoding: Encoding): Promise<Body> {
	const begun = underWay.get(answer) ?? new Map<Encoding, Promise<Body>>();
	underWay.set(answer, begun);
	const body = begun.get(encoding) ?? compress(answer, encoding);
	begun.set(encoding, body);
	return body;
}

async function compress(answer: KeptAnswer, encoding: Encoding): Promise<Body> {
	const identity = Buffer.concat(answer.bodies.get('identity') ?? []);
	const encoded =
		encoding === 'br'
			? await toBrotli(identity, {
					params: {
						[constants.BROTLI_PARAM_QUALITY]: brotliQuality,
						[constants.BROTLI_PARAM_SIZE_HINT]: identity.length
					}
				})
			: await toGzip(identity, {
					level: identity.length < largeBytes ? gzipLevel : largeGzipLevel
				});
	const body = [encoded];
	answer.bodies.set(encoding, body);
	return body;
}
