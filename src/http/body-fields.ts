import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is there to refuse them
const withoutControls = /^[^\x00-\x1f\x7f-\x9f]*$/;

export const loginField = z
  .string()
  .min(1)
  .max(320)
  .regex(withoutControls, 'must hold no control characters')
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
  .describe('Email address, alias or mobile number of the person who signs in.');

export const codeField = z
  .string()
  .max(200)
  .describe('The backup code as typed. Case, dashes, spaces and look-alike characters don’t matter.');
