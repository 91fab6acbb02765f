import { describe, expect, it } from 'vitest';
import { parsePublicUrl } from '../../src/config/parse-public-url.ts';

describe('PUBLIC_URL', () => {
  it.each([
    ['https://backupcode.example', 'https://backupcode.example'],
    ['https://Backupcode.example:8443/', 'https://backupcode.example:8443'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
  ])('%s names the issuer %s', (text, value) => {
    expect(parsePublicUrl(text)).toEqual({ kind: 'value', value });
  });

  it.each([
    'backupcode.example',
    'http://backupcode.example',
    'ftp://backupcode.example',
    'https://backupcode.example/path',
    'https://user:secret@backupcode.example',
    'https://backupcode.example?x=1',
    'https://backupcode.example#x',
  ])('%s is no such address, and is not repeated', (text) => {
    const parsed = parsePublicUrl(text);
    expect(parsed.kind).toBe('problems');
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });
});
