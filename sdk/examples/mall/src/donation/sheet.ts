import type { DonationProjectDetail } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { day, money, moment, number } from '../format.js';
import { texts } from '../texts.js';
import { absentSheet } from '../views/absent-sheet.js';
import { coin, icon } from '../views/icons.js';
import { notRefreshed } from '../views/not-refreshed.js';
import { picture } from '../views/reward-card.js';
import { loadProject, moreGifts, moreNews } from './actions.js';
import { bar, figures, newestProgress, nextStep, stateBadge } from './card.js';
import { giveFoot, giftChoice } from './give-form.js';
import { receiptCard } from './receipt.js';
import type { ProjectSheet } from './state.js';

export function projectSheet(sheet: ProjectSheet): TemplateResult {
  const { project } = sheet;
  if (project === null) return absent(sheet);
  const words = texts().donation;
  const progress = newestProgress(project);
  return html`${notRefreshed(sheet.phase, loadProject)}
    <div class="sheet-scroll reward cause-sheet">
      <div class="gallery">${picture(project, true)}</div>
      <div class="reward-text">
        ${stateBadge(progress)}
        <h2 id="sheet-title" tabindex="-1">${project.title}</h2>
        ${project.summary === '' ? nothing : html`<p class="summary">${project.summary}</p>`}
        <div class="cause-progress">
          ${bar(project, 'sheet-bar')} ${figures(progress)}
          <p class="faint">${nextStep(progress)}</p>
        </div>
        ${sheet.receipt === null ? giftChoice(sheet, project) : receiptCard(sheet.receipt)}
        <ul class="notes">
          <li>${icon('gift')}${words.recipient(project.recipient)}</li>
          ${project.endsAt === null || progress.state !== 'OPEN' ? nothing : html`<li>${icon('clock')}${words.until(moment(project.endsAt))}</li>`}
          ${project.given ? html`<li>${icon('check')}${words.given(number(project.given))}</li>` : nothing}
        </ul>
        ${settlement(project)} ${milestones(project)} ${news(project)} ${story(project)} ${wall(project)}
      </div>
    </div>
    ${giveFoot(sheet, project)}`;
}

function absent({ phase }: ProjectSheet): TemplateResult {
  const awaited = html`<div class="gallery skeleton"></div>
    <div class="reward-text">
      <span class="skeleton line"></span><span class="skeleton line short"></span>
      <span class="skeleton line"></span>
    </div>`;
  return absentSheet({ phase, words: texts().donation, layout: 'reward', awaited, again: loadProject });
}

function settlement({ settlement: paid, recipient }: DonationProjectDetail): TemplateResult | typeof nothing {
  if (paid === null) return nothing;
  const words = texts().donation;
  return html`<section class="hint" data-testid="settlement">
    <strong>${words.settled(money(paid.amount), recipient)}</strong>
    <p>${paid.statement}</p>
    ${
      paid.documentUrl === null
        ? nothing
        : html`<p><a href=${paid.documentUrl} target="_blank" rel="noreferrer">${words.document}</a></p>`
    }
  </section>`;
}

function milestones(project: DonationProjectDetail): TemplateResult | typeof nothing {
  if (project.milestones.length === 0) return nothing;
  const words = texts().donation;
  const { raised } = newestProgress(project);
  return html`<section class="about">
    <h3>${words.milestones}</h3>
    <ol class="milestones">
      ${project.milestones.map(
        ({ points, title, reachedAt }) =>
          html`<li ?data-reached=${points <= raised}>
            <span class="milestone-dot" aria-hidden="true"
              >${points <= raised ? icon('check') : nothing}</span
            >
            <span class="line-text">
              <strong>${title}</strong>
              <span class="faint"
                >${words.milestone(number(points))}${reachedAt === null ? nothing : ` · ${words.on(day(reachedAt))}`}</span
              >
            </span>
          </li>`,
      )}
    </ol>
  </section>`;
}

function news({ news: told }: DonationProjectDetail): TemplateResult | typeof nothing {
  if (told.nodes.length === 0) return nothing;
  return html`<section class="about">
    <h3>${texts().donation.news}</h3>
    <ul class="cause-news">
      ${told.nodes.map(
        ({ title, body, images, at }) =>
          html`<li>
            <p><strong>${title}</strong> <time class="faint" datetime=${at}>${day(at)}</time></p>
            ${body === '' ? nothing : html`<p>${body}</p>`}
            ${
              images.length === 0
                ? nothing
                : html`<div class="cause-news-pictures">
                    ${images.map((_, nth) => picture({ title, images }, false, nth))}
                  </div>`
            }
          </li>`,
      )}
    </ul>
    ${moreButton(told.pageInfo.hasNextPage, texts().donation.newsMore, () => void moreNews())}
  </section>`;
}

function story(project: DonationProjectDetail): TemplateResult | typeof nothing {
  if (project.story === '') return nothing;
  return html`<section class="about">
    <h3>${texts().donation.story}</h3>
    ${project.story.split(/\n+/u).map((paragraph) => html`<p>${paragraph}</p>`)}
  </section>`;
}

function wall({ gifts }: DonationProjectDetail): TemplateResult {
  const words = texts().donation;
  return html`<section class="about">
    <h3>${words.wall}</h3>
    ${
      gifts.nodes.length === 0
        ? html`<p class="faint">${words.first}</p>`
        : html`<ul class="donors">
            ${gifts.nodes.map(
              ({ donorName, points }) =>
                html`<li>
                  <span ?data-nobody=${donorName === null}>${donorName ?? words.nobody}</span>
                  <span class="figure">${coin}${number(points)}</span>
                </li>`,
            )}
          </ul>`
    }
    ${moreButton(gifts.pageInfo.hasNextPage, words.wallMore, () => void moreGifts())}
  </section>`;
}

function moreButton(more: boolean, words: string, load: () => void): TemplateResult | typeof nothing {
  return more ? html`<button class="button wide" type="button" @click=${load}>${words}</button>` : nothing;
}
