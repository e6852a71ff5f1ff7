import { encode } from 'uqr';

/** A text as a QR code that survives a photocopy: SVG, one unit a module, four units of quiet around. */
export function qrCode(text: string): string {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const modules = data.flatMap((row, y) =>
		row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : []))
	);
	const side = String(size);
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
		`<rect width="${side}" height="${side}" fill="#fff"/><path d="${modules.join('')}" fill="#000"/></svg>`
	);
}
