import { appBackend } from '#lib/server/app-backend.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = () => {
	const { name, languages, colours, contacts } = appBackend().configuration;
	return { territory: { name, languages, accent: colours.accent, contacts } };
};
