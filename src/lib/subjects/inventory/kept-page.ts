/**
 * The page of visits, kept in the browser so that it opens without a network: the page in one cache, its files in
 * another by version. `service-worker.ts` answers from them, and for that page alone.
 */

/** Holds the page as the account last read it. */
const pageCache = 'visites-page';
const filePrefix = (page: string) => `visites-fichiers:${page}:`;

/** Longest wait, in ms, for a network that is hardly there. */
const patience = 4000;

/** Addresses, on our origin, of what a page loads: scripts, styles and pictures. */
function filesOf(html: string, base: string): string[] {
	const document = new DOMParser().parseFromString(html, 'text/html');
	const named = [
		...document.querySelectorAll('link:is([rel~=stylesheet], [rel~=icon], [rel*=preload])')
	].map((link) => link.getAttribute('href'));
	const shown = [...document.querySelectorAll('script[src], img[src]')].map((one) =>
		one.getAttribute('src')
	);
	// The script of the page imports its entries by name.
	const imported = [...html.matchAll(/\bimport\("([^"]+)"\)/g)].map(([, path = '']) => path);
	return addresses([...named, ...shown, ...imported], base);
}

/** Addresses of the fonts and pictures of a style sheet. */
const filesOfStyle = (css: string, base: string) =>
	addresses(
		[...css.matchAll(/\burl\(\s*["']?([^"')]+)/g)].map(([, path = '']) => path),
		base
	);

function addresses(paths: readonly (string | null)[], base: string): string[] {
	const absolute = paths
		.filter((path) => path !== null && !path.startsWith('data:'))
		.map((path) => new URL(path ?? '', base));
	return [...new Set(absolute.filter(({ origin }) => origin === location.origin).map(String))];
}

async function keepFiles(files: Cache, urls: readonly string[]): Promise<void> {
	for (const url of urls) {
		if (await files.match(url)) continue;
		const isNamedByContent = url.includes('/_app/immutable/');
		const answer = (isNamedByContent && (await caches.match(url))) || (await fetch(url));
		if (!answer.ok) throw new Error(`${url}: ${String(answer.status)}`);
		const text = url.endsWith('.css') ? await answer.clone().text() : '';
		await files.put(url, answer);
		await keepFiles(files, filesOfStyle(text, url));
	}
}

/**
 * Keeps a page as it is now with all that it loads, in place of what was kept: the page comes last, so that whatever
 * stops this leaves the former one whole.
 * @param page its path
 * @returns whether it is kept; not where somebody else's page came, such as that of sign-in
 */
async function keepPage(page: string): Promise<boolean> {
	const answer = await fetch(page, { headers: { accept: 'text/html' } });
	if (!answer.ok || answer.redirected) return false;
	const name = `${filePrefix(page)}${String(Date.now())}`;
	await keepFiles(await caches.open(name), filesOf(await answer.clone().text(), answer.url));
	await (await caches.open(pageCache)).put(page, answer);
	const former = (await caches.keys()).filter(
		(one) => one.startsWith(filePrefix(page)) && one !== name
	);
	await Promise.all(former.map((one) => caches.delete(one)));
	return true;
}

/** Waits until one answers for the page: `ready` would wait for ever where the page was come to without being loaded. */
async function activeWorker({ active, waiting, installing }: ServiceWorkerRegistration) {
	const worker = active ?? waiting ?? installing;
	if (worker === null || worker.state === 'activated') return;
	await new Promise<void>((resolve, reject) => {
		worker.addEventListener('statechange', () => {
			if (worker.state === 'activated') resolve();
			else if (worker.state === 'redundant') reject(new Error('service-worker.js'));
		});
	});
}

/**
 * Keeps a page and has it answered for without a network.
 * @returns whether it is, now or since it was opened before
 */
export async function keepForLater(page: string): Promise<boolean> {
	// On https, and on this machine alone.
	if (!('serviceWorker' in navigator)) return false;
	try {
		const script = '/service-worker.js';
		await activeWorker(await navigator.serviceWorker.register(script, { scope: page }));
		if (await keepPage(page)) return true;
	} catch {
		// Without a network what was kept before still opens.
	}
	return (await caches.match(page, { cacheName: pageCache })) !== undefined;
}

/** Deletes what an account read, when it signs out; browsers have no caches where a page came by plain http. */
export function forgetPage(): void {
	if ('caches' in globalThis) void caches.delete(pageCache);
}

/** What was kept of a request: the page whatever its parameters, a file by its address. */
const keptAnswer = (request: Request) =>
	request.mode === 'navigate'
		? caches.match(new URL(request.url).pathname, { cacheName: pageCache })
		: caches.match(request);

/** Answers from the network, and with what was kept where it does not: no answer, a late one, or one of a fault. */
export async function answerOfPage(request: Request): Promise<Response> {
	const kept = await keptAnswer(request);
	if (kept === undefined) return fetch(request);
	const fresh = fetch(request).then(
		(answer) => (answer.status >= 500 ? kept : answer),
		() => kept
	);
	const late = new Promise<Response>((settle) => setTimeout(() => settle(kept), patience));
	return Promise.race([fresh, late]);
}

/** Answers with a file that was kept, which its name says to be the one asked for; from the network otherwise. */
export const answerOfFile = async (request: Request): Promise<Response> =>
	(await keptAnswer(request)) ?? fetch(request);
