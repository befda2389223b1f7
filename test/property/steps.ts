import type fc from 'fast-check';
import type { LedgerModel } from '../ledger-model.js';
import type { LadderModel } from './ladder-model.js';
import type { WritePathStage } from '../write-path-stage.js';

/** One thing that a capability adds to the random sequences; plain data, so that a counterexample can be read. */
export interface AddedStep {
  /** The capability. */
  of: string;
  do: string;
  amount: number;
}

/** The member on both sides: in the model and in the product. */
export interface Sides {
  stage: WritePathStage;
  model: LedgerModel;
  memberId: string;
  /** Where the member stands; whatever counts for the tier is told to it. */
  ladder: LadderModel;
}

/** What a capability adds to the random sequences. */
export interface Steps {
  readonly of: string;
  readonly step: fc.Arbitrary<AddedStep>;
  /** Opens what one sequence needs, and gives how a step is taken: whether each side accepted. */
  open(sides: Sides): Promise<(step: AddedStep) => Promise<{ model: boolean; product: boolean }>>;
}
