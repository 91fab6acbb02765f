import type { UserField } from '../../domain/directory/provision/provision-facts.ts';
import { say } from '../../messages/say.ts';
import { directoryColumns, type RowIssue } from '../../services/directory/import/directory-row.ts';
import { quote } from '../print.ts';
import { describeNameProblem } from './describe-problems.ts';

/** A field of a user, by the name of its column. */
export function nameUserField(field: UserField): string {
  if (field === 'displayName') return 'name';
  return field === 'employeeNumber' ? 'employee_number' : field;
}

/** What is wrong with a row of an imported file, in a sentence. */
export function describeRowIssue(issue: RowIssue): string {
  switch (issue.code) {
    case 'unreadable':
      return issue.explanation;
    case 'name':
      return describeNameProblem(issue.problem);
    case 'mobile':
      return say(`cli.problem.mobile.${issue.problem}`, { text: quote(issue.text) });
    case 'unknown_column':
      return say('cli.problem.row.unknown_column', {
        text: quote(issue.text),
        columns: directoryColumns.join(', '),
      });
    case 'no_email':
    case 'no_alias':
      return say(`cli.problem.row.${issue.code}`, { text: quote(issue.text) });
    case 'no_choice':
      return say('cli.problem.row.no_choice', { text: quote(issue.text), choices: issue.choices.join(', ') });
    case 'login_repeated':
      return say('cli.problem.row.login_repeated', { login: quote(issue.login), firstLine: issue.firstLine });
    case 'person_repeated':
      return say('cli.problem.row.person_repeated', issue);
    case 'too_long':
      return say('cli.problem.row.too_long', issue);
    case 'no_primary':
      return say('cli.problem.row.no_primary', issue);
    case 'governed':
      return say('cli.problem.row.governed', {
        source: quote(issue.source),
        fields: issue.fields.map(nameUserField).join(', '),
      });
    case 'admin_email': {
      const { role, before, after } = issue;
      return after === null
        ? say('cli.problem.row.admin_email_gone', { role, before })
        : say('cli.problem.row.admin_email', { role, before, after });
    }
    default:
      return say(`cli.problem.row.${issue.code}`);
  }
}
