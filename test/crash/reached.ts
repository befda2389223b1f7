import type { Scene } from './operation.js';
import { players } from './players/index.js';

/** What a round of this size must have done and has not: of a server that refuses everything, nothing else can be said. */
export function unreached(scene: Scene): string[] {
  const asked = scene.settled.filter(({ tries }) => tries > 0).length;
  return players.flatMap(({ name, reaches = {} }) =>
    Object.entries(reaches)
      .filter(([action, from]) => asked >= from && scene.successes(name, action).length === 0)
      .map(([action]) => `no ${action} of ${name} succeeded in ${asked} operations`),
  );
}
