import { expect, it } from 'vitest';
import { mostPlotsOfAPage } from './page-plots.ts';

it('reads how many plots a page takes whole, and names what it cannot read', () => {
	expect(mostPlotsOfAPage({})).toBe(50_000);
	expect(mostPlotsOfAPage({ FORGETERRE_PAGE_PLOTS: ' 100 ' })).toBe(100);
	expect(() => mostPlotsOfAPage({ FORGETERRE_PAGE_PLOTS: 'beaucoup' })).toThrow(
		/FORGETERRE_PAGE_PLOTS : reçu « beaucoup »/
	);
});
