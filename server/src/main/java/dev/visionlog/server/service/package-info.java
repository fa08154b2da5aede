/** The gRPC services: each validates, converts, and calls the part that does the work. */
@NullMarked
package dev.visionlog.server.service;

import org.jspecify.annotations.NullMarked;
