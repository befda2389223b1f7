import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { localize } from '../graphql/localized.js';
import { encodeId } from '../platform/ids.js';
import { AdminProgram, ProgramView } from './program.types.js';

@Resolver()
export class ProgramResolver {
  @Query(() => ProgramView, { description: 'The mall whose key or token was sent.' })
  program(@Ctx() { program, language }: RequestContext): ProgramView {
    return {
      name: localize(program.name, language),
      defaultLanguage: program.defaultLanguage,
      languages: ['zh', 'en'],
      timeZone: program.timeZone,
      pointsPerCurrencyUnit: program.rules.pointsPerCurrencyUnit,
      currencyCode: program.currency,
      bands: program.rules.bands,
      shippingTerms: localize(program.rules.shippingTerms, language) || null,
    };
  }
}

@Resolver()
export class AdminProgramResolver {
  @Query(() => AdminProgram, { description: 'The mall whose secret key was sent.' })
  program(@Ctx() { program }: RequestContext): AdminProgram {
    return {
      id: encodeId('program', program.id),
      handle: program.handle,
      name: program.name,
      defaultLanguage: program.defaultLanguage,
      timeZone: program.timeZone,
      currencyCode: program.currency,
      rules: program.rules,
    };
  }
}
