import { describe, expect, it } from 'vitest';
import { netAreaRules } from '#lib/domain/net-area-rules.ts';
import { readBuilding } from './building-query.ts';
import { ownRules, readNetArea, writeAsked } from './net-area-query.ts';

const territory = netAreaRules({
	netArea: {
		constraints: ['zone inondable', 'zone humide'],
		setbackMetres: 6,
		setbacks: { plot: 2 }
	}
});
const own = (address: string) =>
	ownRules(readNetArea(new URLSearchParams(address), territory.setback), territory);

describe('rules of somebody’s own', () => {
	it('are none where the territory counts the same, or where nothing can be counted', () => {
		expect(own('')).toBe('');
		expect(own('recul=6&recul_terrain=2&recul_site=6,0&sans=pente+forte')).toBe('');
		expect(own('recul=abc&recul_terrain=-1&recul_site=1e9&sans=marais')).toBe('');
	});

	it('are written in one way, whatever the address says first and however it writes its numbers', () => {
		const written = 'recul=12.5&recul_terrain=0&sans=zone+humide';
		expect(own('sans=zone+humide&recul_terrain=0&recul=12,5&longueur=80')).toBe(written);
		expect(own(written)).toBe(written);
	});

	it('tell a setback that the territory has everywhere from one that it has along one kind of boundary', () => {
		expect(own('recul_terrain=6')).toBe('recul_terrain=6');
		expect(own('recul=10&recul_site=6')).toBe('recul=10&recul_site=6');
		expect(own('recul=10&recul_site=10')).toBe('recul=10');
	});

	it('come back with the building from the address that is written of both, the setback once', () => {
		const address =
			'longueur=80&largeur=40&recul=9&recul_site=3&sans=zone+inondable&sans=zone+humide';
		const asked = new URLSearchParams(address);
		const { typed } = readBuilding((name) => asked.get(name), territory.setback);
		expect(writeAsked(typed, readNetArea(asked, territory.setback))).toBe(address);
	});
});
