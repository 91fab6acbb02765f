import { Router } from 'express';

export function controlRoutes(): Router {
  return Router();
}
