import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: {
		// Runes everywhere in our own code; libraries choose for themselves.
		runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true)
	},
	kit: {
		adapter: adapter({ precompress: true }),
		// For the page of visits alone, which registers it itself.
		serviceWorker: { register: false },
		// Of styles so small the request is the larger part.
		inlineStyleThreshold: 1024,
		csp: {
			// A page is the same for every visitor, so that it is made and compressed once: a nonce would not be one then.
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:', 'https://data.geopf.fr'],
				'font-src': ['self'],
				'connect-src': ['self', 'https://data.geopf.fr'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};
