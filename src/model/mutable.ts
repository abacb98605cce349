/** A value that its owner changes in place, and that everybody else only reads. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
