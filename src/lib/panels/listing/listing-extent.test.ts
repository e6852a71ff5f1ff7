import { expect, it } from 'vitest';
import { listingExtent } from './listing-extent.ts';

it('measures a space by its floor and land by its outline', () => {
	const known = { spaceM2: 1250, areaHa: 0.8 };
	expect(listingExtent({ offer: 'Local', ...known }, 'fr')).toBe('1\u202F250\u202Fm²');
	expect(listingExtent({ offer: 'Terrain', ...known }, 'fr')).toBe('0,8\u202Fha');
	expect(listingExtent({ offer: 'Local', spaceM2: null, areaHa: 0.8 }, 'fr')).toBe('0,8\u202Fha');
	expect(listingExtent({ offer: null, spaceM2: null, areaHa: null }, 'fr')).toBeNull();
});
