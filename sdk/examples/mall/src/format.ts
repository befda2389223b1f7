import { store } from './state.js';
import { texts } from './texts.js';
import type { Money, Price } from './types.js';

function locale(): string {
  return store.state.language === 'zh' ? 'zh-CN' : 'en-GB';
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

export function points(value: number): string {
  return texts().points(number(value));
}

export function money(value: Money): string {
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: value.currencyCode,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(Number(value.amount));
}

export function price(value: Price): string {
  if (value.cash === null) return points(value.points);
  return value.points === 0 ? money(value.cash) : `${points(value.points)} + ${money(value.cash)}`;
}

export function signed(value: number): string {
  // A minus is as wide as a plus; the hyphen that the formats give is not.
  return new Intl.NumberFormat(locale(), { signDisplay: 'exceptZero' }).format(value).replace('-', '−');
}

/** Days and hours are the brand's own, wherever the member happens to be. */
function inProgramZone(value: string, options: Intl.DateTimeFormatOptions): string {
  const timeZone = store.state.program?.timeZone;
  return inOnePiece(
    new Intl.DateTimeFormat(locale(), timeZone === undefined ? options : { ...options, timeZone }).format(
      new Date(value),
    ),
  );
}

/** A day and its month stay on one line. */
function inOnePiece(date: string): string {
  return date.replaceAll(/(?<=\d) (?=\p{L})/gu, '\u00a0');
}

export function day(value: string): string {
  return inProgramZone(value, { month: 'long', day: 'numeric', ...yearOf(value) });
}

/** What ends at a midnight is there on the day before it, and not on that day any more. */
export function lastDay(end: string): string {
  return day(new Date(Date.parse(end) - 1).toISOString());
}

export function moment(value: string): string {
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return inProgramZone(value, { month: 'short', day: 'numeric', ...time, ...yearOf(value) });
}

/** The year is said where it is not this one: without it a day long past reads as one to come. */
function yearOf(value: string): Intl.DateTimeFormatOptions {
  return unlessThis(inProgramZone(value, { year: 'numeric' }));
}

/** What year it is in the mall, as its days are told, whatever year it is on the device. */
function unlessThis(year: string): Intl.DateTimeFormatOptions {
  const now = new Date(store.state.now).toISOString();
  return year === inProgramZone(now, { year: 'numeric' }) ? {} : { year: 'numeric' };
}

/** A calendar day as the server names it ("2026-11-22") has no time zone to move it by. */
export function calendarDay(value: string): string {
  const year = unlessThis(inUtc(value, { year: 'numeric' }));
  return inUtc(value, { month: 'long', day: 'numeric', ...year });
}

/** A calendar day that may be in another year. */
export function calendarDate(value: string, dateStyle: 'long' | 'medium' = 'long'): string {
  return inUtc(value, { dateStyle });
}

function inUtc(value: string, options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' });
  return inOnePiece(format.format(new Date(`${value}T00:00:00Z`)));
}

export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
