import { store } from './state.js';
import { en } from './texts/en.js';
import { zh, type Texts } from './texts/zh.js';

/** The mall's own words in the language now shown. */
export function texts(): Texts {
  return store.state.language === 'zh' ? zh : en;
}
