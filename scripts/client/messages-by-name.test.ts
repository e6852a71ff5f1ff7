import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { messagesByName } from './messages-by-name.ts';

interface Transform {
	handler: (this: { parse: (code: string) => unknown }, code: string) => { code: string };
}

function written(code: string): string {
	const { handler } = messagesByName().transform as unknown as Transform;
	return handler.call({ parse: (text) => parseSync('page.js', text).program }, code).code;
}
const imported = `import { m } from '#lib/paraglide/messages.js';\n`;

it('imports a message from its own module, and no longer all of them', () => {
	const code = written(`${imported}console.log(m.analyse_title());`);
	expect(code).toContain('message_analyse_title()');
	expect(code).not.toContain('paraglide/messages.js');
});

it('leaves all of them to who composes a key', () => {
	const code = written(`${imported}export const all = m; console.log(m.analyse_title());`);
	expect(code).toContain(imported.trim());
	expect(code).toContain('message_analyse_title()');
});
