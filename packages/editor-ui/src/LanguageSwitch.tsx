import { LANGUAGES, type Language } from './i18n/languages';

interface LanguageSwitchProps {
  readonly label: string;
  readonly language: Language;
  readonly onChoose: (language: Language) => void;
}

/** Every language under its own name, so that one finds back from a language that one cannot read. */
export function LanguageSwitch({ label, language, onChoose }: LanguageSwitchProps) {
  return (
    <div className="languages" role="group" aria-label={label}>
      {LANGUAGES.map(({ code, name, direction }) => (
        <button
          key={code}
          type="button"
          lang={code}
          dir={direction}
          aria-pressed={code === language}
          onClick={() => {
            onChoose(code);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
