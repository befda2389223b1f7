import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { awaitedChips } from './awaited.js';
import { icon } from './icons.js';
import { leadFocus } from '../actions/focus.js';
import { changeSearch } from '../actions/shelf.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';

export function finder(): TemplateResult {
  const { search, filtersOpen } = store.state;
  const words = texts();
  const chosen = countChosen();
  return html`<div class="finder">
    <form class="search" role="search" @submit=${(event: Event) => event.preventDefault()}>
      ${icon('search')}
      <input
        type="search"
        name="q"
        autocomplete="off"
        enterkeyhint="search"
        maxlength="80"
        data-testid="search"
        aria-label=${words.search.label}
        placeholder=${words.search.placeholder}
        .value=${live(search.query)}
        @input=${(event: InputEvent) => {
          if (event.target instanceof HTMLInputElement) changeSearch({ query: event.target.value });
        }}
      />
      ${
        search.query === ''
          ? nothing
          : html`<button
              class="search-clear"
              type="button"
              data-then="[data-testid='search']"
              aria-label=${words.search.clear}
              @click=${() => changeSearch({ query: '' })}
            >
              ${icon('close')}
            </button>`
      }
    </form>
    <button
      class="button filters-toggle"
      type="button"
      data-testid="filters-toggle"
      aria-expanded=${filtersOpen ? 'true' : 'false'}
      aria-controls="filters"
      @click=${() => unfoldFilters(!filtersOpen)}
    >
      ${icon('sliders')}${chosen === 0 ? words.filters.open : words.filters.openCount(chosen)}
    </button>
  </div>`;
}

export function countChosen(): number {
  const { search } = store.state;
  const { categories, kinds, bands } = search;
  return categories.length + kinds.length + bands.length + Number(search.affordable) + Number(search.inStock);
}

export function zoneChips(): TemplateResult | typeof nothing {
  const { zones, search, shelf, program } = store.state;
  if (zones.length === 0) return program === null && shelf.phase !== 'failed' ? awaitedChips() : nothing;
  const words = texts().zones;
  const counts = new Map(shelf.facets?.zones.map((facet) => [facet.key, facet.count]));
  return html`<nav class="zones" aria-label=${words.label}>
    ${chip(null, words.all, undefined)}
    ${zones.map((zone) => chip(zone.key, zone.title, counts.get(zone.key)))}
  </nav>`;

  function chip(key: string | null, title: string, count: number | undefined): TemplateResult {
    return html`<button
      class="chip"
      type="button"
      data-testid=${key === null ? 'zone-all' : `zone-${key}`}
      aria-pressed=${search.zone === key ? 'true' : 'false'}
      @click=${() => changeSearch({ zone: key })}
    >
      ${title}${count === undefined ? nothing : html` <small>${number(count)}</small>`}
    </button>`;
  }
}

/** Folding moves the list by a screen or more: the eye is taken to where it went on, and the keys with it from what was folded away. */
export function unfoldFilters(filtersOpen: boolean): void {
  store.update({ filtersOpen });
  if (filtersOpen) requestAnimationFrame(() => document.querySelector('#filters')?.scrollIntoView());
  else goToShelf();
}

/** Whoever asked for rewards from elsewhere on the page is taken to them. */
export function goToShelf(): void {
  leadFocus('#rewards');
  requestAnimationFrame(() => document.querySelector('#rewards')?.scrollIntoView());
}
