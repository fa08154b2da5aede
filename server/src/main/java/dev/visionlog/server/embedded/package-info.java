/**
 * A PostgreSQL of the server's own: durable, on loopback only, started again when it dies. For
 * people who want nothing to install; whoever has a PostgreSQL uses that instead.
 */
@NullMarked
package dev.visionlog.server.embedded;

import org.jspecify.annotations.NullMarked;
