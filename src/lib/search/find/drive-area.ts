import * as v from 'valibot';

const Position = v.tuple([v.number(), v.number()]);

/** What our server answers at /voiture: the ground that a car reaches, as open rings in degrees. */
export const DriveArea = v.object({
	/** `off` where the operator asks no service, `silent` where it gave no answer in time. */
	service: v.picklist(['answering', 'silent', 'off']),
	/** Polygons, each an outline and its holes; none where there is no answer. */
	polygons: v.array(v.array(v.array(Position)))
});
export type DriveArea = v.InferOutput<typeof DriveArea>;
