import type { Book, Books, Load, Statement } from '../platform/group-commit/command.js';
import { noticesStatement } from './note-all.js';
import type { NewNotice } from './notice.rows.js';

/** What the commands of a group give their members to know, written with what it tells of. */
export class NoticeBook implements Book {
  readonly #notices: NewNotice[] = [];

  constructor(readonly books: Books) {}

  add(notice: NewNotice): void {
    this.#notices.push(notice);
  }

  load(): Load[] {
    return [];
  }

  store(): Statement[] {
    const insert = noticesStatement(this.books.newId, this.#notices);
    return insert === null ? [] : [insert];
  }
}
