import type { DemoMember } from './demo.types.js';
import { type Pictured, renderPicture } from './picture.js';
import { demoPrograms } from './programs.js';

/** Everything of both brands that has a picture; another capability adds its own. */
export const pictured: readonly Pictured[] = demoPrograms.flatMap(
  ({ rewards, projects, campaigns, pools }) => [
    ...rewards,
    ...projects.flatMap((project) => [
      project,
      ...project.news.flatMap(({ title, shown }) => (shown === undefined ? [] : [{ ...shown, title }])),
    ]),
    ...campaigns.flatMap((campaign) => [campaign, ...campaign.candidates]),
    ...pools,
  ],
);

const byHandle = new Map(pictured.map((one) => [one.handle, one]));

/** Handles are unique across both brands, so that a picture's address needs no brand. */
export const demoContent = {
  members(programHandle: string): readonly DemoMember[] {
    return demoPrograms.find((program) => program.handle === programHandle)?.members ?? [];
  },
  picture(handle: string): string | null {
    const found = byHandle.get(handle);
    return found ? renderPicture(found) : null;
  },
};
