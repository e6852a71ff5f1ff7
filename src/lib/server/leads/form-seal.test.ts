import { expect, it } from 'vitest';
import { sealFault, sealForm } from './form-seal.ts';

const shown = Date.UTC(2026, 10, 23);
const seal = sealForm('secret', shown);

it('lets pass what took its time, for a day', () => {
	expect(sealFault('secret', seal, shown + 3_000)).toBeNull();
	expect(sealFault('secret', seal, shown + 24 * 3_600_000)).toBeNull();
});

it('holds back what came too fast or too late', () => {
	expect(sealFault('secret', seal, shown + 2_999)).toBe('too-fast');
	expect(sealFault('secret', seal, shown + 24 * 3_600_001)).toBe('expired');
});

it('knows a seal that is none of ours', () => {
	const [, signature = ''] = seal.split('.');
	const older = (shown - 60_000).toString(36);
	for (const forged of ['', 'x', `${older}.${signature}`, `${seal}x`, `${seal.slice(0, -1)}é`]) {
		expect(sealFault('secret', forged, shown + 5_000), forged).toBe('forged');
	}
	expect(sealFault('another', seal, shown + 5_000)).toBe('forged');
});
