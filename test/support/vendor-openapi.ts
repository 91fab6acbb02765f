import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, it } from 'vitest';

/**
 * The vendors' own descriptions of their interfaces. They are not ours to copy, so they live beside the repository; `VENDOR_OPENAPI` names
 * another folder.
 */
const folder = process.env.VENDOR_OPENAPI ?? resolve('../shared/vendor-openapi');

/** What went over the wire, as a vendor fake records it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
  readonly answerType: string;
}

export interface VendorDescription {
  /** What is wrong with the request or the answer, by the description; empty if nothing is. */
  check(exchange: Exchange): string[];
}

/** A suite that needs a vendor's description; without it, it shows as skipped and says so on the terminal. */
export function describeByVendor(file: string, suite: (description: VendorDescription) => void): void {
  const path = join(folder, file);
  if (existsSync(path)) {
    describe(`by ${file}`, () => suite(readDescription(path)));
    return;
  }
  process.stderr.write(
    `WARNING: NOT CHECKED AGAINST ${file}: ${folder} has no such file (set VENDOR_OPENAPI)\n`,
  );
  describe.skip(`by ${file}`, () => {
    it(`needs the vendor's description in ${folder}`, () => {});
  });
}

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

interface Operation {
  readonly pattern: RegExp;
  readonly method: string;
  /** Where it is in the document, as a JSON pointer. */
  readonly pointer: string;
  readonly node: Json;
  /** Its own, and those of its path. */
  readonly parameters: readonly { readonly pointer: string; readonly node: unknown }[];
}

function readDescription(path: string): VendorDescription {
  const document = JSON.parse(readFileSync(path, 'utf8')) as Json;
  tellApart(document);
  const Compiler = String(document.openapi).startsWith('3.1') ? Ajv2020 : Ajv;
  const options = { strict: false, validateFormats: false, allErrors: true } as const;
  const bodies = new Compiler(options);
  // Parameters come as text.
  const parameters = new Compiler({ ...options, coerceTypes: 'array' });
  for (const ajv of [bodies, parameters]) ajv.addSchema(document, 'doc');
  const operations = listOperations(document);

  const judge = (ajv: Ajv, pointer: string, value: unknown, what: string): string[] => {
    const validate = ajv.getSchema(`doc#${pointer}`);
    if (validate === undefined) return [`${what}: no schema at ${pointer}`];
    if (validate(value) === true) return [];
    return (validate.errors ?? []).map((error) => `${what}${error.instancePath}: ${error.message}`);
  };

  const checkParameters = (operation: Operation, exchange: Exchange): string[] => {
    const listed = operation.parameters.map(({ node, pointer }) => follow(document, node, pointer));
    const known = new Set(listed.filter(({ node }) => node.in === 'query').map(({ node }) => node.name));
    const isOpen = (name: string) => [...known].some((each) => name.startsWith(`${each}[`));
    const unknown = Object.keys(exchange.query)
      .filter((name) => !known.has(name) && !isOpen(name))
      .map((name) => `query ${name}: not described`);
    const wrong = listed.flatMap(({ pointer, node }) => {
      const name = String(node.name);
      const values = node.in === 'header' ? exchange.headers : node.in === 'query' ? exchange.query : null;
      if (values === null) return [];
      const value = values[node.in === 'header' ? name.toLowerCase() : name];
      if (value === undefined) return node.required === true ? [`${node.in} ${name}: missing`] : [];
      return isJson(node.schema) ? judge(parameters, `${pointer}/schema`, value, `${node.in} ${name}`) : [];
    });
    return [...unknown, ...wrong];
  };

  const checkBody = (operation: Operation, exchange: Exchange): string[] => {
    const body = operation.node.requestBody;
    if (body === undefined) return exchange.body === undefined ? [] : ['request body: not described'];
    const { pointer, node } = follow(document, body, `${operation.pointer}/requestBody`);
    const type = (exchange.headers['content-type'] ?? '').split(';')[0] ?? '';
    if (type === '') return node.required === true ? ['request body: missing'] : [];
    const content = isJson(node.content) ? node.content : {};
    if (!isJson(content[type])) return [`request body: ${type} not described`];
    return judge(bodies, `${pointer}/content/${pointerPart(type)}/schema`, exchange.body, 'request body');
  };

  const checkAnswer = (operation: Operation, exchange: Exchange): string[] => {
    const answers = isJson(operation.node.responses) ? operation.node.responses : {};
    const status = String(exchange.status);
    const key = [status, `${status[0]}XX`, 'default'].find((each) => answers[each] !== undefined);
    if (key === undefined) return [`status ${status}: not described`];
    const { pointer, node } = follow(document, answers[key], `${operation.pointer}/responses/${key}`);
    const content = isJson(node.content) ? node.content : {};
    const type = exchange.answerType.split(';')[0] ?? '';
    if (Object.keys(content).length === 0) return [];
    if (!isJson(content[type])) return [`answer ${status}: ${type} not described`];
    if (!isJson(content[type].schema)) return [];
    return judge(
      bodies,
      `${pointer}/content/${pointerPart(type)}/schema`,
      exchange.answer,
      `answer ${status}`,
    );
  };

  return {
    check(exchange) {
      const operation = operations.find(
        ({ method, pattern }) => method === exchange.method.toLowerCase() && pattern.test(exchange.path),
      );
      const where = `${exchange.method} ${exchange.path}`;
      if (operation === undefined) return [`${where}: not described`];
      const problems = [
        ...checkParameters(operation, exchange),
        ...checkBody(operation, exchange),
        ...checkAnswer(operation, exchange),
      ];
      return problems.map((problem) => `${where}: ${problem}`);
    },
  };
}

/**
 * Where a field says which of several schemas an object has, the object is judged by that one. The others may fit as well, since few of
 * their fields are required, and `oneOf` would then refuse it.
 */
function tellApart(node: unknown): void {
  if (!isJson(node)) return;
  for (const value of Object.values(node)) tellApart(value);
  const { oneOf, discriminator } = node;
  if (!Array.isArray(oneOf) || !isJson(discriminator) || !isJson(discriminator.mapping)) return;
  const name = String(discriminator.propertyName);
  const kinds = Object.entries(discriminator.mapping);
  delete node.oneOf;
  node.required = [name];
  node.properties = { [name]: { enum: kinds.map(([kind]) => kind) } };
  node.anyOf = kinds.map(([kind, $ref]) => ({
    allOf: [{ properties: { [name]: { const: kind } } }, { $ref }],
  }));
}

const pointerPart = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Follows `$ref` as long as there is one. */
function follow(document: Json, node: unknown, pointer: string): { pointer: string; node: Json } {
  if (!isJson(node)) return { pointer, node: {} };
  if (typeof node.$ref !== 'string') return { pointer, node };
  const target = node.$ref.slice(1);
  const parts = target
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/'));
  const found = parts.reduce<unknown>((at, part) => (isJson(at) ? at[part] : undefined), document);
  return follow(document, found, target);
}

function listOperations(document: Json): Operation[] {
  const [server] = Array.isArray(document.servers) ? document.servers : [];
  const url = isJson(server) ? String(server.url).replace(/\{\w+\}/g, 'x') : '';
  const prefix = URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : '';
  const paths = Object.entries(isJson(document.paths) ? document.paths : {});
  const operations = paths.flatMap(([path, item]) => {
    if (!isJson(item)) return [];
    const text = `${prefix}${path}`.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
    const pathPointer = `/paths/${pointerPart(path)}`;
    return Object.entries(item).flatMap(([method, node]) => {
      if (!isJson(node) || Array.isArray(node)) return [];
      const pointer = `${pathPointer}/${method}`;
      const parameters = [...listParameters(item, pathPointer), ...listParameters(node, pointer)];
      return [{ pattern: new RegExp(`^${text}$`), method, pointer, node, parameters }];
    });
  });
  // The more a path says itself, the earlier it is tried: `/users/me` before `/users/{id}`.
  return operations.sort((one, other) => countVariables(one) - countVariables(other));
}

function listParameters({ parameters }: Json, pointer: string): { pointer: string; node: unknown }[] {
  const list = Array.isArray(parameters) ? parameters : [];
  return list.map((node: unknown, index) => ({ pointer: `${pointer}/parameters/${index}`, node }));
}

const countVariables = ({ pattern }: Operation): number => pattern.source.split('[^/]+').length;
