import { expect, it } from 'vitest';
import { readPosition } from './visit.ts';

it.each([
	['49.7712, 4.7215', [4.7215, 49.7712]],
	[' 49,7712 4,7215 ', [4.7215, 49.7712]],
	['49.7712;-4.7215', [-4.7215, 49.7712]],
	['49.7712°, 4.7215°', [4.7215, 49.7712]]
])('reads the position « %s »: latitude, then longitude', (text, [lon, lat]) => {
	expect(readPosition(text)).toEqual({ lon, lat });
});

it.each(['', 'ici', '49.7712', '95, 4', '49, 190', '6589012.5, 785300'])(
	'finds no position in « %s »',
	(text) => {
		expect(readPosition(text)).toBeNull();
	}
);
