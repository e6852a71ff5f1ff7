/// <reference lib="webworker" />
// Opens the page of visits without a network. The page registers it for itself alone (scope), so that it answers for
// no other; what it answers with is kept by the page (kept-page.ts).
import { answerOfFile, answerOfPage } from '#lib/subjects/inventory/kept-page.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

// What is kept has its own versions: a new worker need not wait for the pages of the former one.
worker.addEventListener('install', () => void worker.skipWaiting());

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	if (pathname.startsWith('/_app/immutable/')) event.respondWith(answerOfFile(request));
	else if (request.mode === 'navigate' || request.destination === 'image')
		event.respondWith(answerOfPage(request));
});
