/**
 * Processes that the server starts beside itself: the web page's, and the demonstration's camera.
 */
@NullMarked
package dev.visionlog.server.beside;

import org.jspecify.annotations.NullMarked;
