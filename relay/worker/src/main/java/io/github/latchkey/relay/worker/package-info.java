/** The relay on Cloudflare, to be: for now the check that TeaVM compiles the core. */
package io.github.latchkey.relay.worker;
