/** In English one point is no points; the number comes as it is shown. */
export const pointsEn = (points: string | number): string =>
  String(points) === '1' ? '1 point' : `${points} points`;
