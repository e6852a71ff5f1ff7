/** Minutes by car that may be asked for. */
export const driveMinutes = [10, 20, 30] as const;
export type DriveMinutes = (typeof driveMinutes)[number];
