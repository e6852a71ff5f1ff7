import { aboutLines, type WriteFormat } from '../written/contract.ts';
import { FileWriter } from '../written/file-writer.ts';

/**
 * A FeatureCollection (RFC 7946), a feature a line, with where it comes from as foreign members. In metres it names
 * its system by the older member `crs`, which GDAL and QGIS read.
 */
export const writer: WriteFormat = async (path, layer, features) => {
	const { name, system, about } = layer;
	const file = new FileWriter(path);
	const crs = { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${String(system)}` } };
	const head = {
		type: 'FeatureCollection',
		name,
		...(system !== 4326 && { crs }),
		...{ title: about.title, source: about.source, date: about.date, licence: about.licence },
		...{ demonstration: about.demonstration, description: aboutLines(about).join('\n') }
	};
	file.text(`${JSON.stringify(head).slice(0, -1)},"features":[`);
	let separator = '\n';
	for await (const batch of features)
		for (const { geometry, properties } of batch) {
			file.text(`${separator}${JSON.stringify({ type: 'Feature', properties, geometry })}`);
			separator = ',\n';
		}
	file.text('\n]}\n');
	file.close();
};
