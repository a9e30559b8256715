import { useEffect, useState } from 'react';

import { directionOf, isLanguage, pickLanguage, type Language } from './languages';

const STORED_AS = 'aftercart.language';

/** The language of the page: chosen here before, else the browser's. Keeps `lang` and `dir` of the document right. */
export function useLanguage(): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);
  const choose = (chosen: Language) => {
    localStorage.setItem(STORED_AS, chosen);
    setLanguage(chosen);
  };
  return [language, choose];
}

function initialLanguage(): Language {
  const stored = localStorage.getItem(STORED_AS);
  return stored !== null && isLanguage(stored) ? stored : pickLanguage(navigator.languages);
}
