import mongoose from 'mongoose';

const BATCH = 10_000;
const number = (index: number): string => String(index).padStart(16, '0');

/** As `growSqlite`, for MongoDB. */
export async function growMongo(url: string, rows: number, userId: string): Promise<void> {
  const connection = await mongoose.createConnection(url).asPromise();
  const { db } = connection;
  if (db === undefined) throw new Error('There is no database');
  type Row = { readonly _id: string; readonly [field: string]: unknown };
  const copy = async (name: string, filter: object, change: (index: number) => object) => {
    const collection = db.collection<Row>(name);
    const template = await collection.findOne(filter);
    if (template === null) throw new Error(`There is nothing to copy in ${name}`);
    for (let from = 1; from <= rows; from += BATCH) {
      const count = Math.min(BATCH, rows - from + 1);
      const batch = Array.from({ length: count }, (_, index) => ({ ...template, ...change(from + index) }));
      await collection.insertMany(batch, { ordered: false, writeConcern: { w: 1 } });
    }
  };
  await copy('directoryUsers', { _id: userId }, (index) => ({
    _id: `usr_${number(index)}`,
    email: `grown${index}@acme.test`,
    logins: [`grown${index}@acme.test`],
  }));
  await copy('backupCodes', { userId }, (index) => ({
    _id: `cod_${number(index)}`,
    requestId: `req_${number(index)}`,
    userId: `usr_${number(index)}`,
  }));
  const newest = await db.collection<Row>('auditEvents').findOne({}, { sort: { sequence: -1 } });
  const last = Number(newest?.sequence ?? 0);
  await copy('auditEvents', { sequence: last }, (index) => ({
    _id: `evt_${number(index)}`,
    sequence: last + index,
  }));
  await db.collection('auditHeads').updateMany({}, { $inc: { sequence: rows } });
  await connection.close();
}
