import { z } from 'zod';

/** What a person entered in the fields of a modal, by the name that its builder gave the field. A claim, like everything in a payload. */
export interface Fields {
  /** Without white space at its ends; empty if nothing was typed. */
  text(name: string): string;
  /** Of radio buttons or a select menu; `null` if nothing is chosen. */
  choice(name: string): string | null;
  /** Of check boxes. */
  choices(name: string): readonly string[];
  /** The Slack id of the person who was chosen. */
  person(name: string): string | null;
  /** Milliseconds since the epoch. */
  time(name: string): number | null;
}

const option = z.object({ value: z.string() });
const elementSchema = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_date_time: z.number().nullish(),
});

/** `state.values` of a view: block id -> action id -> element. Our builders give a field's block and element the same name. */
export const fieldsSchema = z.record(z.string(), z.record(z.string(), elementSchema));

export function readFields(values: z.infer<typeof fieldsSchema>): Fields {
  const find = (name: string) => values[name]?.[name];
  return {
    text: (name) => find(name)?.value?.trim() ?? '',
    choice: (name) => find(name)?.selected_option?.value ?? null,
    choices: (name) => find(name)?.selected_options?.map(({ value }) => value) ?? [],
    person: (name) => find(name)?.selected_user || null,
    time(name) {
      const seconds = find(name)?.selected_date_time;
      return seconds == null ? null : seconds * 1000;
    },
  };
}
