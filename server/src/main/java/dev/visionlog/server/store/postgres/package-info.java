/** The store on PostgreSQL 14 or later. */
@NullMarked
package dev.visionlog.server.store.postgres;

import org.jspecify.annotations.NullMarked;
