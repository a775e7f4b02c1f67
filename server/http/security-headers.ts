import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { routes } from '../../shared/routes.ts';

export interface SecurityHeadersOptions {
  readonly publicUrl: string;
  /** Who may frame the panel: Zoom's origins. */
  readonly panelFrameAncestors: readonly string[];
  /** Vite injects inline code: allowed while developing, never else. */
  readonly development: boolean;
}

/**
 * The Zoom client shows no HTML that lacks one of Strict-Transport-Security, X-Content-Type-Options,
 * Content-Security-Policy and Referrer-Policy: every answer has them, errors too.
 */
export function createSecurityHeaders(options: SecurityHeadersOptions): RequestHandler {
  const framed = headers(options, true);
  const alone = headers(options, false);
  return (request, response, next) => {
    // Answers are about people and meetings; pages and assets say otherwise themselves.
    response.set('Cache-Control', 'no-store');
    // The router takes /Panel and /panel/ for the same page.
    const path = request.path.toLowerCase().replace(/\/$/, '');
    const isPanel = path === routes.panel || path.startsWith('/assets/');
    (isPanel ? framed : alone)(request, response, next);
  };
}

/** The same headers for what Express does not answer: sockets, and requests that cannot be parsed. */
export function fixedSecurityHeaders(
  options: Pick<SecurityHeadersOptions, 'publicUrl'>,
): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  response.setHeader('Cache-Control', 'no-store');
  headers({ ...options, panelFrameAncestors: [], development: false }, false)(
    request,
    response,
    () => undefined,
  );
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

/** Zoom's web client is cross-origin isolated: what it frames needs COEP and CORP, and no X-Frame-Options. */
function headers(options: SecurityHeadersOptions, framed: boolean) {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directives(options, framed) },
    strictTransportSecurity: { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: framed ? { policy: 'require-corp' } : false,
    crossOriginResourcePolicy: { policy: framed || options.development ? 'cross-origin' : 'same-origin' },
    crossOriginOpenerPolicy: framed ? false : { policy: 'same-origin' },
    xFrameOptions: framed ? false : { action: 'deny' },
  });
}

function directives(options: SecurityHeadersOptions, framed: boolean) {
  const { protocol, host } = new URL(options.publicUrl);
  const inline = options.development ? ["'unsafe-inline'"] : [];
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", ...inline],
    styleSrc: ["'self'", ...inline],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    // In older WebKit 'self' does not cover sockets.
    connectSrc: [
      "'self'",
      `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`,
      ...(options.development ? ['ws:'] : []),
    ],
    baseUri: ["'none'"],
    formAction: framed ? ["'none'"] : ["'self'"],
    frameAncestors: framed ? [...options.panelFrameAncestors] : ["'none'"],
  };
}
