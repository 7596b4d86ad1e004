import de from '../../resources/calls-to-action/de.json' with { type: 'json' }
import en from '../../resources/calls-to-action/en.json' with { type: 'json' }
import es from '../../resources/calls-to-action/es.json' with { type: 'json' }
import fr from '../../resources/calls-to-action/fr.json' with { type: 'json' }
import pt from '../../resources/calls-to-action/pt.json' with { type: 'json' }
import { askLanguageSchema, type AskLanguage } from './ask-language.ts'

/** Every language in which asks are found; a further one is a file in resources/calls-to-action and a line here. */
export const askLanguages: readonly AskLanguage[] = [en, es, pt, fr, de].map((data) =>
  askLanguageSchema.parse(data),
)
