/** A browser without JavaScript: keeps cookies, follows no redirection by itself. */
export class Visitor {
	readonly cookies = new Map<string, string>();
	readonly #address: () => string;
	readonly #headers: Record<string, string>;

	constructor(address: () => string, headers: Record<string, string> = {}) {
		this.#address = address;
		this.#headers = headers;
	}

	get(path: string): Promise<Response> {
		return this.#ask(path, {});
	}

	/** The text of a page as it is read: tags out, entities back, every space a plain one. */
	async text(path: string): Promise<string> {
		return readableText(await (await this.get(path)).text());
	}

	/** Sends a form as the page of that address would. */
	post(path: string, fields: Record<string, string | string[]>, headers = {}): Promise<Response> {
		const body = new URLSearchParams();
		for (const [name, value] of Object.entries(fields)) {
			for (const one of [value].flat()) body.append(name, one);
		}
		return this.#ask(path, { method: 'POST', body, headers });
	}

	async #ask(path: string, init: RequestInit): Promise<Response> {
		const url = path.startsWith('http') ? path : this.#address() + path;
		const { origin } = new URL(url);
		const headers = new Headers({ accept: 'text/html', origin, ...this.#headers });
		for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
		if (this.cookies.size > 0) {
			const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
			headers.set('cookie', pairs.join('; '));
		}
		const response = await fetch(url, { ...init, headers, redirect: 'manual' });
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		return response;
	}

	/** The tokens that the session cookies hold, or null when signed out. */
	tokens(): { access_token: string; refresh_token: string } | null {
		const parts = [...this.cookies]
			.filter(([name]) => name.startsWith('forgeterre-session'))
			.sort(([a], [b]) => a.localeCompare(b))
			.map(([, value]) => value);
		if (parts.length === 0) return null;
		const text = decodeURIComponent(parts.join('')).replace(/^base64-/, '');
		return JSON.parse(Buffer.from(text, 'base64url').toString()) as {
			access_token: string;
			refresh_token: string;
		};
	}
}

export function readableText(html: string): string {
	return html
		.replace(/<script[\s\S]*?<\/script>/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&')
		.replace(/\s+/g, ' ');
}
