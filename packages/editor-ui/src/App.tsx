import { TEXTS } from './i18n/texts';
import { useLanguage } from './i18n/use-language';
import { LanguageSwitch } from './LanguageSwitch';
import { StartPage } from './pages/StartPage';

/** The frame around every page: the product's name, the language, and the page itself. */
export function App() {
  const [language, chooseLanguage] = useLanguage();
  const texts = TEXTS[language];
  return (
    <>
      <header className="bar">
        <p className="brand">Aftercart</p>
        <LanguageSwitch label={texts.language} language={language} onChoose={chooseLanguage} />
      </header>
      <main>
        <StartPage texts={texts} />
      </main>
    </>
  );
}
