/**
 * Chromium on a machine without a graphics card: SwiftShader draws WebGL, and the page is put together without it.
 * Every frame of a map is copied into the page, which waits for it.
 */
export const withoutCard = ['--no-sandbox', '--enable-unsafe-swiftshader'];

/**
 * Chromium that takes SwiftShader for a graphics card, and so puts the page together as on a machine that has one. It
 * hands over the page's text and frames too, and holds every page for about half a second one second after it opened
 * (`RasterImplementation::Finish` of the page before): no measure of how long a map takes to come.
 */
export const withSoftwareCard = [
	'--no-sandbox',
	'--use-gl=angle',
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader'
];
