/**
 * The client for applications: {@link dev.visionlog.client.VisionlogClient} takes log entries and
 * predictions from any thread at once and brings them to a Visionlog server, each once and in
 * order. Everything in packages below {@code internal} may change at any time.
 */
@NullMarked
package dev.visionlog.client;

import org.jspecify.annotations.NullMarked;
