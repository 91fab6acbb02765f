// Makes the code field kinder: groups appear by themselves, and a slip is told before anything is sent. Without it the page works as well.
import { CODE_GROUP, CODE_SYMBOLS, isWellFormed, listForeign, toGroups, toSymbols } from './code-rule.js';

const form = document.querySelector('.code-form');
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
    // A second click would send the same code again, and be told that it was used.
    isSending = true;
    button.setAttribute('aria-disabled', 'true');
    button.textContent = 'Checking…';
  }
});

// Back from the next page: the form must be usable again.
window.addEventListener('pageshow', () => {
  isSending = false;
  button.removeAttribute('aria-disabled');
  button.textContent = buttonLabel;
  showGroups();
});

/** Writes the field anew in groups, with the caret after the symbol it stood after. */
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
  live.textContent = slip ?? (isComplete ? 'All 16 are there.' : '');
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

/** What is wrong with it, or `null`. While typing, what is merely not finished is not wrong. */
function describeSlip(typed, isFinished) {
  const symbols = toSymbols(typed);
  const foreign = listForeign(symbols);
  if (foreign.length === 1) return `“${foreign[0]}” is never in a code: codes have letters and digits only.`;
  if (foreign.length > 1)
    return 'Some of these characters are never in a code: codes have letters and digits only.';
  if (symbols.length > CODE_SYMBOLS) {
    return `That is ${symbols.length - CODE_SYMBOLS} too many: a code has ${CODE_SYMBOLS} letters and digits.`;
  }
  if (symbols.length < CODE_SYMBOLS) {
    if (!isFinished) return null;
    if (symbols.length === 0) return 'Type the code that your administrator read to you.';
    return `${CODE_SYMBOLS - symbols.length} of the ${CODE_SYMBOLS} letters and digits are missing.`;
  }
  if (isWellFormed(typed)) return null;
  // The check symbol tells that something differs, and not how much.
  return 'This is not a valid code. Compare each character with what you were read. Nothing was sent yet.';
}
