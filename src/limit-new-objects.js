/** With less, more of what is soon garbage gets among the old objects, where it stays longer: it takes more, and more time. */
const SEMI_SPACE_MIB = 16;

/**
 * Bounds the room that V8 gives to new objects. An import makes new ones as long as it goes on, and is given more and more room
 * for them, which holds next to nothing. And has garbage looked for by the thread that makes it: while others look for it, what has
 * become garbage stays, a third more in all (`docs/PERFORMANCE.md`). Both can be said only at the start of a process: changed later,
 * Node warns, anything may happen. So this process becomes another that is told so at its start, with the same number, arguments and
 * terminal; that takes 20 ms. Where it cannot be done (`execve` is experimental, and there is none on Windows), or somebody has said a size of
 * their own, the import goes on as it is, and differs in nothing else.
 */
function limitNewObjects() {
  const said = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
  if (process.platform === 'win32' || /max[-_]semi[-_]space[-_]size/.test(said)) return;
  const options = [`--max-semi-space-size=${SEMI_SPACE_MIB}`, '--single-threaded-gc', ...process.execArgv];
  try {
    process.execve?.(process.execPath, [process.execPath, ...options, ...process.argv.slice(1)]);
  } catch {
    // Not on this system: it is a matter of memory, and of nothing else.
  }
}

limitNewObjects();
