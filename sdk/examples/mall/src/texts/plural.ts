/** Of one, or of any other number; it comes as it is shown. */
export const plural = (count: string | number, one: string, many: string): string =>
  String(count) === '1' ? one : many;

export const pointsEn = (points: string | number): string => `${points} ${plural(points, 'point', 'points')}`;
