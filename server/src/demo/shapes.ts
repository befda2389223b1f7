/** The colours one picture is painted with; every motif uses the same eight roles, so any motif fits any palette. */
export type Palette = {
  /** Background. */
  readonly ground: string;
  /** Light falling on the background. */
  readonly glow: string;
  /** Shapes behind the object, and the table it stands on. */
  readonly shade: string;
  /** The object. */
  readonly body: string;
  /** Its dark side. */
  readonly deep: string;
  /** Paper, porcelain, labels. */
  readonly light: string;
  /** The one spot of another colour. */
  readonly accent: string;
  /** Lines and the darkest parts. */
  readonly ink: string;
};

export const rect = (x: number, y: number, width: number, height: number, radius: number, fill: string) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;

export const disc = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;

export const oval = (x: number, y: number, radiusX: number, radiusY: number, fill: string) =>
  `<ellipse cx="${x}" cy="${y}" rx="${radiusX}" ry="${radiusY}" fill="${fill}"/>`;

export const shape = (outline: string, fill: string) => `<path d="${outline}" fill="${fill}"/>`;

export const line = (outline: string, colour: string, width: number) =>
  `<path d="${outline}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

export const ring = (x: number, y: number, radius: number, colour: string, width: number) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;

export const faint = (opacity: number, ...parts: readonly string[]) =>
  `<g opacity="${opacity}">${parts.join('')}</g>`;

export const placed = (transform: string, ...parts: readonly string[]) =>
  `<g transform="${transform}">${parts.join('')}</g>`;

/** The soft dark spot under an object that stands on the table. */
export const contactShadow = (x: number, y: number, width: number, ink: string) =>
  faint(0.1, oval(x, y, width, width * 0.13, ink)) + faint(0.16, oval(x, y, width * 0.72, width * 0.08, ink));

/** Steam: `count` gentle curls rising from (x, y). */
export const steam = (x: number, y: number, count: number, colour: string) =>
  faint(
    0.75,
    ...Array.from({ length: count }, (_, index) => {
      const left = x + (index - (count - 1) / 2) * 34;
      const rise = index % 2 === 0 ? 0 : 14;
      return line(`M${left} ${y - rise} c-16 -18 16 -30 0 -50 c-12 -16 8 -26 4 -38`, colour, 7);
    }),
  );
