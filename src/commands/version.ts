/** The version of the program, which the build writes into it. */
declare const PROGRAM_VERSION: string;

export const PROGRAM = { version: PROGRAM_VERSION } as const;
