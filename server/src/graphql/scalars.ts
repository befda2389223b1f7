import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import {
  GraphQLCurrency,
  GraphQLDateTimeISO,
  GraphQLJSON,
  GraphQLLocalDate,
  GraphQLSafeInt,
} from 'graphql-scalars';

/** A scalar of graphql-scalars under this schema's own name and description. */
function named<Internal, External>(
  scalar: GraphQLScalarType<Internal, External>,
  name: string,
  description: string,
): GraphQLScalarType<Internal, External> {
  return new GraphQLScalarType<Internal, External>({ ...scalar.toConfig(), name, description });
}

export const Points = named(
  GraphQLSafeInt,
  'Points',
  'A whole number of points within ±9007199254740991; negative only where a signed amount is meant.',
);

export const DateTime = named(
  GraphQLDateTimeISO,
  'DateTime',
  'A moment as an ISO 8601 string; answers are always in UTC, for example "2026-11-22T08:00:00.000Z".',
);

export const CalendarDate = named(
  GraphQLLocalDate,
  'Date',
  'A calendar day in the time zone of the program, for example "2026-11-22".',
);

export const CurrencyCode = named(
  GraphQLCurrency,
  'CurrencyCode',
  'A currency by its three letters of ISO 4217, for example "CNY".',
);

const decimalPattern = /^\d{1,13}(\.\d{1,4})?$/;

function parseDecimal(value: unknown): string {
  if (typeof value !== 'string' || !decimalPattern.test(value)) {
    throw new GraphQLError(
      'A Decimal is a string of 1 to 13 digits with up to four decimal places, such as "49.00".',
    );
  }
  return value;
}

export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number, not negative, as a string of 1 to 13 digits with up to four decimal places, for example "49.00".',
  serialize: parseDecimal,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(node.kind === Kind.STRING ? node.value : null),
});

export const Json = named(
  GraphQLJSON,
  'JSON',
  'Any JSON value, for what has no fixed shape, such as the trail of an operator action.',
);
