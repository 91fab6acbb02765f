/** Slack's mrkdwn as a tree. Text in it is plain: escapes are resolved. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly children: readonly Inline[] }
  | { readonly kind: 'emoji'; readonly name: string }
  | { readonly kind: 'user' | 'channel'; readonly id: string; readonly label: string }
  | { readonly kind: 'broadcast'; readonly name: string }
  | {
      readonly kind: 'date';
      readonly seconds: number;
      readonly format: string;
      readonly fallback: string;
      readonly url: string;
    }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  | { readonly kind: 'break' };
