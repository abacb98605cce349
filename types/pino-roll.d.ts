/** pino-roll brings no types of its own: what the log's file needs of it. */
declare module 'pino-roll' {
  import type { EventEmitter } from 'node:events';

  /** A stream of sonic-boom. */
  interface RollingStream extends EventEmitter {
    write(text: string): boolean;
    end(): void;
    readonly destroyed: boolean;
  }

  /** Throws what the system says where the file can't be opened (`sync`). */
  export default function roll(options: {
    readonly file: string;
    /** `10m`, `1k`; a file that has grown to it is the last but one. */
    readonly size: string;
    readonly frequency: 'daily';
    readonly dateFormat: string;
    readonly sync: boolean;
    /** Bytes that may wait to be written; what comes then is dropped. */
    readonly maxLength: number;
  }): Promise<RollingStream>;
}
