import { useHealth } from '../api/use-health';
import type { Texts } from '../i18n/texts';

interface StartPageProps {
  readonly texts: Texts;
}

/** What the runtime serves at `/`: whether it is well, and the way to what there is to see. */
export function StartPage({ texts }: StartPageProps) {
  const health = useHealth();
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <p className="status" data-health={health} role="status">
        {texts.health[health]}
      </p>
      <nav aria-label={texts.navigation}>
        <ul className="cards">
          {texts.links.map(({ href, title, description }) => (
            <li key={href}>
              <a href={href}>
                <strong>{title}</strong>
                <span>{description}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
