import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe finds nothing on a page as it stands; what it finds is named with the elements. */
export async function expectAxeFindsNothing(page: Page): Promise<void> {
	// What passes need not be described. By itself axe would also carry every node of every rule to a second page, which
	// is more than half of the work; in one go it reads frames of the same origin only, and no page here has others.
	const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
	const { violations } = await axe.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`)
	).toEqual([]);
}
