import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe finds nothing on a page as it stands; what it finds is named with the elements. */
export async function expectAxeFindsNothing(page: Page): Promise<void> {
	// What passes need not be described: that is a third of the work.
	const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
	const { violations } = await axe.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`)
	).toEqual([]);
}
