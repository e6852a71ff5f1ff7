import { expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { composedMessages, composedPrefixes } from './composed-messages.ts';

it('holds every message whose key begins as a composed one, and no other', () => {
	const composed = Object.keys(m).filter((key) =>
		composedPrefixes.some((prefix) => key.startsWith(`${prefix}_`))
	);
	expect(Object.keys(composedMessages).toSorted()).toEqual(composed.toSorted());
	expect(composed.length).toBeGreaterThan(100);
});
