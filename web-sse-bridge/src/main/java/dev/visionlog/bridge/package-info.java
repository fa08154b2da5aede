/**
 * The bridge between browsers and the gRPC server: HTTP in front, gRPC behind, no state of its own.
 */
@NullMarked
package dev.visionlog.bridge;

import org.jspecify.annotations.NullMarked;
