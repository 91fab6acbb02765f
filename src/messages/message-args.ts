/**
 * The arguments that a message in ICU syntax takes, read from its text by the compiler: `{name}` takes a text or a number,
 * `{count, plural, one {# code} other {# codes}}` a number, `{kind, select, a {...} other {...}}` a text.
 */
export type MessageArgs<Text extends string> = {
  readonly [Arg in InMessage<Text> as Arg[0]]: Arg[1];
};

type Arg = readonly [name: string, value: string | number];

/** In running text: the next brace opens an argument, or closes an option of a plural or select. */
type InMessage<Text extends string, Found extends Arg = never> = Text extends `${infer Before}{${infer Rest}`
  ? Before extends `${string}}${infer After}`
    ? InOptions<`${After}{${Rest}`, Found>
    : InArgument<Rest, Found>
  : Text extends `${string}}${infer After}`
    ? InOptions<After, Found>
    : Found;

/** After the brace that opens an argument. */
type InArgument<Text extends string, Found extends Arg> = Text extends `${infer Inside}}${infer After}`
  ? Inside extends `${infer Name}, ${infer Kind}, ${string}{${string}`
    ? Text extends `${string}{${infer Option}`
      ? InMessage<Option, Found | [Name, Kind extends `select${string}` ? string : number]>
      : never
    : InMessage<After, Found | [Inside, string | number]>
  : Found;

/** Between the options of a plural or select: the next brace opens another one, or closes them all. */
type InOptions<Text extends string, Found extends Arg> = Text extends `${infer Inside}}${infer After}`
  ? Inside extends `${string}{${string}`
    ? Text extends `${string}{${infer Option}`
      ? InMessage<Option, Found>
      : never
    : InMessage<After, Found>
  : Found;
