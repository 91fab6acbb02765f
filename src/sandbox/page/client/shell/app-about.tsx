import type { AppInfo } from '../net/types.ts';

/** What the manifest says of an app. */
export function AppAbout({ app }: { readonly app: AppInfo }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="about" tabIndex={0} aria-label={`About ${app.name}`}>
      <h3>{app.name}</h3>
      <p>{app.description}</p>
      <h4>Commands</h4>
      <dl>
        {app.commands.map((command) => (
          <div key={command.command}>
            <dt>
              <code>
                {command.command} {command.usage_hint}
              </code>
            </dt>
            <dd>{command.description}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
