/**
 * What the server needs to keep, as interfaces. Every method may be called from any thread, and
 * throws {@link dev.visionlog.server.store.StoreUnavailableException} while the store is away.
 */
@NullMarked
package dev.visionlog.server.store;

import org.jspecify.annotations.NullMarked;
