import { describe, expect, it } from 'vitest';
import { addressKey, RateLimit } from './rate-limit.ts';

describe('rate limit', () => {
	it('admits so many attempts in a window, then tells how long to wait', () => {
		let instant = 0;
		const limit = new RateLimit({ attempts: 2, window: 10_000, now: () => instant });
		expect([limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([0, 0, 0]);
		instant = 4_000;
		expect(limit.take('a')).toBe(6);
		instant = 10_000;
		expect(limit.take('a')).toBe(0);
	});

	it('remembers a bounded number of keys, the latest', () => {
		const limit = new RateLimit({ attempts: 1, window: 1000, keys: 2, now: () => 0 });
		limit.take('a');
		limit.take('b');
		limit.take('c');
		expect([limit.take('c'), limit.take('b')]).toEqual([1, 1]);
		expect(limit.take('a')).toBe(0);
	});

	it('takes a network of IPv6 for one visitor, and a mapped IPv4 for that IPv4', () => {
		expect(addressKey('192.0.2.7')).toBe('192.0.2.7');
		expect(addressKey('::ffff:192.0.2.7')).toBe('192.0.2.7');
		expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe(addressKey('2001:DB8:1:2:ffff::1'));
		expect(addressKey('2001:db8:1:3::1')).not.toBe(addressKey('2001:db8:1:2::1'));
		expect(addressKey('::1')).toBe('0:0:0:0::/64');
	});
});
