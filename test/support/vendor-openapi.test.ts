import { expect, it } from 'vitest';
import { describeByVendor, type Exchange } from './vendor-openapi.ts';

const good: Exchange = {
  method: 'GET',
  path: '/api/systemusers',
  query: { limit: '100', skip: '0' },
  headers: {},
  body: undefined,
  status: 200,
  answer: { results: [{ _id: '1', state: 'ACTIVATED' }], totalCount: 1 },
  answerType: 'application/json; charset=utf-8',
};

describeByVendor('jumpcloud-v1.json', (description) => {
  it('finds nothing wrong with a good exchange', () => {
    expect(description.check(good)).toEqual([]);
  });

  it.each<[string, Partial<Exchange>]>([
    ['a path', { path: '/api/nothing' }],
    ['a method', { method: 'PATCH' }],
    ['a parameter', { query: { limit: '100', page: '1' } }],
    ["a parameter's type", { query: { limit: 'many' } }],
    ['a status', { status: 418 }],
    ['an answer', { answer: { results: [{ _id: '1', state: 'GONE' }], totalCount: 1 } }],
    ["an answer's type", { answerType: 'text/html' }],
    ['a body of a GET', { body: {} }],
  ])('notices %s that is not described', (_title, change) => {
    expect(description.check({ ...good, ...change })).toHaveLength(1);
  });
});

describeByVendor('greythr.json', (description) => {
  it('notices a required header that is missing', () => {
    const exchange = { ...good, path: '/employee/v2/employees', query: {}, answer: { data: [] } };
    expect(description.check(exchange)).toEqual([
      'GET /employee/v2/employees: header x-greythr-domain: missing',
    ]);
    const headers = { 'x-greythr-domain': 'acme.greythr.com' };
    expect(description.check({ ...exchange, headers })).toEqual([]);
  });
});
