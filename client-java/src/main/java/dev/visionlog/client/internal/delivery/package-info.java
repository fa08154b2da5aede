/**
 * The way to the server: batches, the window of those that are not acknowledged, the call, the
 * account. Everything but {@link dev.visionlog.client.internal.delivery.Outbox}'s callers' side
 * runs on one thread.
 */
@NullMarked
package dev.visionlog.client.internal.delivery;

import org.jspecify.annotations.NullMarked;
