// Groups the code while it is typed, and points out a slip before anything is sent. The page works without it as well.
// Its sentences come with the form, from the catalogue.
import { CODE_GROUP, CODE_SYMBOLS, isWellFormed, listForeign, toGroups, toSymbols } from './code-rule.js';

const form = document.querySelector('.code-form');
const messages = JSON.parse(form.dataset.messages);
const field = document.getElementById('code');
const live = document.getElementById('live');
const problem = document.getElementById('problem');
const groups = document.getElementById('groups');
const button = form.querySelector('button');
const buttonLabel = button.textContent;
let isSending = false;

form.noValidate = true;
groups.hidden = false;

field.addEventListener('input', (event) => {
  if (event.isComposing) return;
  showGroups();
  tell();
});
field.addEventListener('compositionend', () => {
  showGroups();
  tell();
});

form.addEventListener('submit', (event) => {
  const slip = describeSlip(field.value, true);
  if (slip !== null || isSending) event.preventDefault();
  if (slip !== null) {
    showProblem(slip);
  } else {
    // A second click would send the same code again, which would then be refused as used.
    isSending = true;
    button.setAttribute('aria-disabled', 'true');
    button.textContent = messages.checking;
  }
});

// Back from the next page, the form must work again.
window.addEventListener('pageshow', () => {
  isSending = false;
  button.removeAttribute('aria-disabled');
  button.textContent = buttonLabel;
  showGroups();
});

/** Rewrites the field in groups and keeps the caret behind its symbol. */
function showGroups() {
  const caret = field.selectionStart ?? field.value.length;
  const before = toSymbols(field.value.slice(0, caret)).length;
  const symbols = toSymbols(field.value);
  const text = toGroups(symbols);
  if (text !== field.value) {
    field.value = text;
    const place = before === 0 ? 0 : before + Math.floor((before - 1) / CODE_GROUP);
    field.setSelectionRange(place, place);
  }
  for (const [index, bar] of [...groups.children].entries()) {
    const filled = Math.min(CODE_GROUP, Math.max(0, symbols.length - index * CODE_GROUP));
    bar.dataset.filled = String(filled);
  }
}

function tell() {
  const slip = describeSlip(field.value, false);
  const isComplete = isWellFormed(field.value);
  problem.hidden = true;
  live.textContent = slip ?? (isComplete ? messages.complete : '');
  live.classList.toggle('is-slip', slip !== null);
  live.classList.toggle('is-complete', isComplete);
  if (slip === null) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
}

function showProblem(text) {
  problem.textContent = text;
  problem.hidden = false;
  live.textContent = '';
  field.setAttribute('aria-invalid', 'true');
  field.focus();
}

/** What is wrong with it, or `null`. While typing, an unfinished code isn't wrong. */
function describeSlip(typed, isFinished) {
  const symbols = toSymbols(typed);
  const foreign = listForeign(symbols);
  if (foreign.length === 1) return messages.foreign.replace('{symbol}', () => foreign[0]);
  if (foreign.length > 1) return messages.severalForeign;
  if (symbols.length > CODE_SYMBOLS) return messages.tooLong;
  if (symbols.length === 0 && isFinished) return messages.empty;
  if (symbols.length < CODE_SYMBOLS) return isFinished ? messages.tooShort : null;
  // The check symbol says that something differs, not how much.
  return isWellFormed(typed) ? null : messages.invalid;
}
