/** Sentences as lists: one a line, a language in front where it is not English (`de| ...`). Slots in
 * braces are filled by compose.ts. */
export type Line = { lang: string; text: string };

export const lines = (list: string): Line[] =>
  list
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const own = /^([a-z]{2})\| (.*)$/.exec(line);
      return own ? { lang: own[1]!, text: own[2]! } : { lang: 'en', text: line };
    });

/** What one set of recordings says. `theme` lists are filled into the slots of a crisis. */
export type Phrases = {
  everyday: Line[];
  thanks: Line[];
  followUps: Line[];
  replies: Line[];
  viralStories: Line[];
  viralComments: Line[];
  campaignPosts: Line[];
  campaignAnswers: Line[];
  backlash: Line[];
  failure: Line[];
  waiting: Line[];
  leaving: Line[];
  sale: Line[];
  launch: Line[];
  joke: Line[];
  jokeComments: Line[];
  angry: Line[];
  spam: Line[];
  giveaway: Line[];
  gratitude: Line[];
  news: Line[];
};
