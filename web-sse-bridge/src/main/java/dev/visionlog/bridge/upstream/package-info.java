/** The way to the gRPC server. */
@NullMarked
package dev.visionlog.bridge.upstream;

import org.jspecify.annotations.NullMarked;
