import type { UserId } from '../../domain/ids.ts';
import type { HelpNews } from '../../domain/notices/notice.ts';
import type { HelpFacts } from '../requests/help/help-facts.ts';

/** What a notice about a request for help says. */
export type HelpNotice = { readonly about: HelpFacts } & (
  | { readonly kind: 'target_help_asked' }
  | { readonly kind: 'helper_help_waiting' }
  | { readonly kind: 'helper_help_ended' }
  | {
      readonly kind: 'help_news';
      readonly news: HelpNews;
      readonly readerId: UserId;
      /** Whether the person was sent the two words by which they know who calls. */
      readonly hasWords: boolean;
    }
  /** `null`: the security channel */
  | { readonly kind: 'security_help_disowned'; readonly readerId: UserId | null }
  | { readonly kind: 'close_help_message'; readonly readerId: UserId }
);
