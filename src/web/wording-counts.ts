/** How the page counts things and tells the size of files, in both languages. */
import { grouped } from '../check/messages/figures.ts';

export const NBSP = '\u00a0';

/** `0 lot`, `1 lot`, `2 lots`. */
export function frenchPlural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count, NBSP)}${NBSP}${count < 2 ? one : many}`;
}

/** `0 batches`, `1 batch`, `2 batches`. */
export function englishPlural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count, ',')} ${count === 1 ? one : many}`;
}

export function frenchSize(bytes: number): string {
  const { figure, unit } = sizeOf(bytes, ['o', 'Kio', 'Mio', 'Gio', 'Tio']);
  return `${figure.replace('.', ',')}${NBSP}${unit}`;
}

export function englishSize(bytes: number): string {
  const { figure, unit } = sizeOf(bytes, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);
  return `${figure} ${unit}`;
}

/** With one decimal, but for whole bytes. */
function sizeOf(bytes: number, units: readonly string[]): { readonly figure: string; readonly unit: string } {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return { figure: power === 0 ? String(value) : value.toFixed(1), unit: units[power] ?? '' };
}
