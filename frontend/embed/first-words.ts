/** The few words that are needed before the server has sent its own; a test holds them to the catalogues. */

const WORDS = {
  en: {
    loading: "The discussion is being fetched …",
    page: "Open it as a page of its own",
    failed: "The discussion could not be fetched.",
    complete: "The story above is complete.",
    again: "Try again",
    comments: { one: "{n} comment", other: "{n} comments" },
    figures: "0123456789,",
  },
  ar: {
    loading: "يجري جلب النقاش …",
    page: "افتحه في صفحة خاصة به",
    failed: "تعذّر جلب النقاش.",
    complete: "المقال أعلاه كامل.",
    again: "حاول مجدّدًا",
    comments: {
      zero: "لا تعليقات",
      one: "تعليق واحد",
      two: "تعليقان",
      few: "{n} تعليقات",
      many: "{n} تعليقًا",
      other: "{n} تعليق",
    },
    figures: "٠١٢٣٤٥٦٧٨٩٬",
  },
} as const;

import { Speech } from "./speech.js";

/** Speaks the language that the page declares around an element, as far as it is known here. */
export function firstSpeech(near: Element): Speech {
  const declared = (near.closest<HTMLElement>("[lang]")?.lang ?? "en").split("-")[0];
  return declared === "ar" ? new Speech("ar", WORDS.ar) : new Speech("en", WORDS.en);
}
