/** The clock on somebody's own wall, and whether a call would wake them. */
import { minuteAt } from './civil.ts';

const NIGHT_FROM = 22 * 60;
const NIGHT_TO = 7 * 60;

/** `HH:MM`. */
export const localTimeOf = (timeZone: string, at: number): string => {
  const minute = minuteAt(timeZone, at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
};

/** 22:00 to 07:00 there. */
export const isNightAt = (timeZone: string, at: number): boolean => {
  const minute = minuteAt(timeZone, at);
  return minute >= NIGHT_FROM || minute < NIGHT_TO;
};
