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
  return new Intl.NumberFormat(locale(), { signDisplay: 'exceptZero' }).format(value);
}

/** Days and hours are the brand's own, wherever the member happens to be. */
function inProgramZone(value: string, options: Intl.DateTimeFormatOptions): string {
  const timeZone = store.state.program?.timeZone;
  return new Intl.DateTimeFormat(
    locale(),
    timeZone === undefined ? options : { ...options, timeZone },
  ).format(new Date(value));
}

export function day(value: string): string {
  return inProgramZone(value, { month: 'long', day: 'numeric' });
}

export function moment(value: string): string {
  return inProgramZone(value, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** A calendar day as the server names it ("2026-11-22") has no time zone to move it by. */
export function calendarDay(value: string): string {
  return new Intl.DateTimeFormat(locale(), { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${value}T00:00:00Z`),
  );
}

/** A calendar day that may be in another year. */
export function calendarDate(value: string, dateStyle: 'long' | 'medium' = 'long'): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle, timeZone: 'UTC' }).format(
    new Date(`${value}T00:00:00Z`),
  );
}

export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
