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

/** Years as the database, JSON and stored rules all write them; with its offset a moment of 9999 may lie in a year of five digits. */
const [firstYear, lastYear] = [1, 9999];

/** The same scalar for what callers say: of years that can be kept. */
function ofFourDigits<Internal, External>(
  scalar: GraphQLScalarType<Internal, External>,
  yearOf: (value: Internal) => number,
): GraphQLScalarType<Internal, External> {
  const config = scalar.toConfig();
  const kept = (value: Internal) => {
    const year = yearOf(value);
    if (year >= firstYear && year <= lastYear) return value;
    throw new GraphQLError(`A ${config.name} lies in the years ${firstYear} to ${lastYear}.`);
  };
  return new GraphQLScalarType<Internal, External>({
    ...config,
    parseValue: (value) => kept(config.parseValue(value)),
    parseLiteral: (node, variables) => kept(config.parseLiteral(node, variables)),
  });
}

export const Points = named(
  GraphQLSafeInt,
  'Points',
  'A whole number of points within ±9007199254740991; negative only where a signed amount is meant.',
);

export const DateTime = ofFourDigits(
  named(
    GraphQLDateTimeISO,
    'DateTime',
    'A moment of the years 1 to 9999 as an ISO 8601 string; answers are always in UTC, for example "2026-11-22T08:00:00.000Z".',
  ),
  (moment) => moment.getUTCFullYear(),
);

export const CalendarDate = ofFourDigits(
  named(
    GraphQLLocalDate,
    'Date',
    'A calendar day of the years 1 to 9999 in the time zone of the program, for example "2026-11-22".',
  ),
  (day) => Number(day.slice(0, 4)),
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
