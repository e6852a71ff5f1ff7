import type { Socket } from 'node:net';
import type { RequestEvent } from '@sveltejs/kit';
import type { Reading } from './read-outside.ts';

/**
 * For whom a request has something read. SvelteKit tells of a client that goes while it sends, and of none that goes
 * while it waits: its connection does.
 */
export function readingOf({ locals, platform, request, getClientAddress }: RequestEvent): Reading {
	const { socket } = platform?.req ?? {};
	const signals = socket ? [request.signal, endOf(socket)] : [request.signal];
	return {
		sender: locals.account?.id ?? getClientAddress(),
		signal: AbortSignal.any(signals)
	};
}

/** One for all requests of a connection. */
const ends = new WeakMap<Socket, AbortSignal>();

function endOf(socket: Socket): AbortSignal {
	const known = ends.get(socket);
	if (known) return known;
	const end = new AbortController();
	if (socket.destroyed) end.abort();
	socket.once('close', () => end.abort());
	ends.set(socket, end.signal);
	return end.signal;
}
