/**
 * From batches that came in to batches that are durable: bounded, ordered, one transaction at a
 * time a lane.
 */
@NullMarked
package dev.visionlog.server.pipeline;

import org.jspecify.annotations.NullMarked;
