/** The shape of one language's sentences. A post is opener + body + closer; `{place}`, `{amount}`,
 * `{ago}` and `{agent}` are filled in. Every sentence was written for the demo. */

export type DemoTopic =
  'network' | 'billing' | 'roaming' | 'app' | 'delivery' | 'hotline' | 'broadband' | 'contract';

/** What customers of a calm day say about one topic. */
type TopicPhrases = { complaint: readonly string[]; question: readonly string[] };

export type Phrases = {
  lang: string;
  /** Share of the posts, of 1 over all languages. */
  share: number;
  places: readonly string[];
  agos: readonly string[];
  openers: readonly string[];
  /** After complaints; questions and thanks stand without. */
  closers: readonly string[];
  topics: Partial<Record<DemoTopic, TopicPhrases>>;
  thanks: readonly string[];
  leaving: readonly string[];
  chatter: readonly string[];
  noise: readonly string[];
  outage: {
    report: readonly string[];
    question: readonly string[];
    angry: readonly string[];
    /** What else breaks because of it: nobody has defined a topic for that. */
    side?: readonly string[];
  };
  replies: { calm: readonly string[]; outage: readonly string[] };
};
