import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { countChosen, unfoldFilters } from './finder.js';
import { changeSearch, clearFilters, toggled } from '../actions/shelf.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { FacetCount, RewardKind } from '../types.js';

/** Always beside the shelf on a wide screen, folded away on a phone. */
export function filters(): TemplateResult {
  const { filtersOpen, search, shelf, customerId, program } = store.state;
  const words = texts().filters;
  const { facets } = shelf;
  return html`<aside class="filters" id="filters" ?data-open=${filtersOpen} aria-label=${words.title}>
    <fieldset class="switches">
      <legend class="visually-hidden">${words.title}</legend>
      ${
        customerId === null
          ? nothing
          : option('affordable', words.affordable, facets?.affordable ?? null, search.affordable, () =>
              changeSearch({ affordable: !search.affordable }),
            )
      }
      ${option('in-stock', words.inStock, facets?.inStock ?? null, search.inStock, () =>
        changeSearch({ inStock: !search.inStock }),
      )}
    </fieldset>
    ${group(words.category, 'category', facets?.categories ?? [], search.categories, (key) =>
      changeSearch({ categories: toggled(search.categories, key) }),
    )}
    ${group(words.kind, 'kind', kindFacets(facets?.kinds ?? []), search.kinds, (key) => {
      if (isKind(key)) changeSearch({ kinds: toggled(search.kinds, key) });
    })}
    ${group(words.band, 'band', bandFacets(facets?.bands ?? []), search.bands, (key) =>
      changeSearch({ bands: toggled(search.bands, key) }),
    )}
    <div class="filters-foot">
      ${
        countChosen() === 0
          ? nothing
          : html`<button class="text" type="button" data-then="#filters input" @click=${clearFilters}>
              ${words.reset}
            </button>`
      }
      <button class="button solid filters-show" type="button" @click=${() => unfoldFilters(false)}>
        ${words.show(number(shelf.totalCount))}
      </button>
    </div>
  </aside>`;

  function bandFacets(list: readonly FacetCount[]): FacetCount[] {
    return list.map((facet) => {
      const band = program?.bands.find((one) => one.key === facet.key);
      if (band === undefined) return facet;
      const max = band.pointsMax === null ? null : number(band.pointsMax);
      return { ...facet, label: texts().band(number(band.pointsMin), max) };
    });
  }
}

function isKind(key: string): key is RewardKind {
  return key in texts().kinds;
}

function kindFacets(list: readonly FacetCount[]): FacetCount[] {
  return list.map((facet) => (isKind(facet.key) ? { ...facet, label: texts().kinds[facet.key] } : facet));
}

function group(
  title: string,
  name: string,
  facets: readonly FacetCount[],
  chosen: readonly string[],
  choose: (key: string) => void,
): TemplateResult | typeof nothing {
  const shown = facets.filter((facet) => facet.count > 0 || chosen.includes(facet.key));
  if (shown.length === 0) return nothing;
  return html`<fieldset>
    <legend>${title}</legend>
    ${shown.map((facet) =>
      option(`${name}-${facet.key}`, facet.label, facet.count, chosen.includes(facet.key), () =>
        choose(facet.key),
      ),
    )}
  </fieldset>`;
}

function option(
  id: string,
  label: string,
  count: number | null,
  checked: boolean,
  choose: () => void,
): TemplateResult {
  return html`<label class="option">
    <input type="checkbox" data-testid=${`filter-${id}`} .checked=${live(checked)} @change=${choose} />
    <span class="option-label">${label}</span>
    ${count === null ? nothing : html`<span class="option-count">${number(count)}</span>`}
  </label>`;
}
